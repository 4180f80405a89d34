"""What was sent for a record, word for word, so that the same sending twice is one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Table, select

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


def was_sent(connection: Connection, app: str, record_id: str, digest: str) -> bool:
    """Whether exactly this was sent for the record before, and stored."""
    same = sending.c.app == app, sending.c.record_id == record_id, sending.c.digest == digest
    return connection.execute(select(sending.c.digest).where(*same)).first() is not None


def note_sent(connection: Connection, app: str, record_id: str, digest: str, at: datetime) -> None:
    row = {"app": app, "record_id": record_id, "digest": digest, "at": at}
    connection.execute(insert_into(connection, sending).values(row).on_conflict_do_nothing())
