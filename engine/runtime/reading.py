"""What a person has been told is marked as read."""

from __future__ import annotations

from engine.runtime.engine import Engine
from engine.runtime.notices import latest
from engine.storage.notices import mark_read
from engine.storage.people import Person


async def read_all(engine: Engine, person: Person) -> None:
    """Mark as read everything this person has been told so far."""
    shown = await engine.look_everywhere(person, latest)
    unread = [str(notice["id"]) for notice in shown if not notice["read"]]
    await engine.database.write(lambda connection: mark_read(connection, person.id, unread))
