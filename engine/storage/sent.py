"""What was sent for a record, word for word, so that the same sending twice is one."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Insert, Table

from engine.storage.system import metadata, moment, text
from engine.storage.upsert import insert_into

sending = Table(
    "sending",
    metadata,
    text("app", primary_key=True),
    text("record_id", primary_key=True),
    text("digest", primary_key=True),
    moment("at"),
)


def note_sent(connection: Connection, app: str, record_id: str, digest: str, at: datetime) -> bool:
    """Remember a sending before it is carried out; False when exactly this came before and is stored.

    Of two at the same time the second waits here until the first is stored or undone.
    """
    row = {"app": app, "record_id": record_id, "digest": digest, "at": at}
    return connection.execute(_first(connection.dialect.name), row).first() is not None


@cache
def _first(dialect: str) -> Insert:
    return insert_into(dialect, sending).on_conflict_do_nothing().returning(sending.c.digest)
