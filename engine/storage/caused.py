"""What was done by itself beside changes of records: holds, releases, cases, notices, each with its cause.

Changes of records carry their cause on the trail; these things have no place there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Column, Connection, Index, Table, insert, select

from engine.storage.prepared import Prepared
from engine.storage.system import JsonColumn, metadata, moment, text, text_or_none

caused = Table(
    "caused",
    metadata,
    text("id", primary_key=True),
    text("app"),
    text("form"),
    text("record_id"),
    text("what"),
    text_or_none("thing"),
    Column("cause", JsonColumn, nullable=False),
    text("version"),
    text_or_none("actor"),
    moment("at"),
    Index("ix_caused_record", "app", "form", "record_id"),
    Index("ix_caused_thing", "thing"),
)
What = Literal["freeze", "release", "start", "notify", "call"]
_NEW = Prepared.of(insert(caused))


@dataclass(frozen=True, slots=True)
class Caused:
    """One thing done to a record. `thing` is the id of the case, notice or job it made; `version` the app's hash."""

    id: str
    app: str
    form: str
    record_id: str
    what: What
    thing: str | None
    cause: Mapping[str, Any]
    version: str
    actor: str | None
    at: datetime


_ALL = select(*(caused.c[name] for name in Caused.__dataclass_fields__))


def note_caused(connection: Connection, one: Caused) -> None:
    _NEW.count(connection, {name: getattr(one, name) for name in Caused.__dataclass_fields__})


def caused_to(connection: Connection, app: str, form: str, record_id: str) -> tuple[Caused, ...]:
    """Everything done to a record, the oldest first."""
    of_record = caused.c.app == app, caused.c.form == form, caused.c.record_id == record_id
    return tuple(Caused(*row) for row in connection.execute(_ALL.where(*of_record).order_by(caused.c.id)))


def cause_of(connection: Connection, thing: str) -> Caused | None:
    """Why a case, notice or job was made; None when a person made it."""
    row = connection.execute(_ALL.where(caused.c.thing == thing)).first()
    return Caused(*row) if row else None
