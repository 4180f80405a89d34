"""What was sent for a record, word for word, so that the same sending twice is one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Table

from engine.storage.prepared import Prepared
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


_FIRST = Prepared(lambda dialect: insert_into(dialect, sending).on_conflict_do_nothing())


def note_sent(connection: Connection, app: str, record_id: str, digest: str, at: datetime) -> bool:
    """Remember a sending before it is carried out; False when exactly this came before and is stored.

    Of two at the same time the second waits here until the first is stored or undone.
    """
    row = {"app": app, "record_id": record_id, "digest": digest, "at": at}
    return bool(_FIRST.count(connection, row))
