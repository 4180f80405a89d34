"""The trail: what was done to which record, by whom, appended in the same transaction and never changed.

An event's canonical bytes are stored as they were hashed; they hold the leaf hash of the record's event before, so an
altered, removed or exchanged event breaks the chain of its record. No lock is shared between records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    bindparam,
    event,
    func,
    insert,
    select,
)

from engine.storage.canonical import canonical
from engine.storage.prepared import Prepared
from engine.storage.system import metadata, moment, text, text_or_none

trail_event = Table(
    "trail_event",
    metadata,
    text("id", primary_key=True),
    text("app"),
    text("form"),
    text("record_id"),
    Column("position", Integer, nullable=False),
    text("command"),
    text_or_none("actor"),
    moment("at"),
    Column("content", LargeBinary, nullable=False),
    text("leaf"),
    text_or_none("previous"),
    UniqueConstraint("app", "form", "record_id", "position", name="uq_trail_event_record"),
)

FIRST_REV = 1
"""A record of this revision has nothing on the trail yet."""
_LEAF = b"\x00"
"""RFC 6962, 2.1: leaves and inner nodes of a hash tree begin with different bytes."""
_GUARDS = {
    "sqlite": tuple(
        f"CREATE TRIGGER trail_event_keeps_{verb} BEFORE {verb} ON trail_event "
        "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        for verb in ("update", "delete")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION trail_event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$",
        "CREATE TRIGGER trail_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_event "
        "FOR EACH STATEMENT EXECUTE FUNCTION trail_event_refuse()",
    ),
}


@event.listens_for(trail_event, "after_create")
def _guard(table: Table, connection: Connection, **options: object) -> None:
    """From its first moment the table takes new rows only, whoever asks."""
    del table, options
    for statement in _GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be put on the trail. `values` is the record after it; `version` the hash of the app's definitions,
    `via` the token of the program that acted for the person."""

    id: str
    app: str
    form: str
    record_id: str
    command: str
    actor: str | None
    at: datetime
    version: str
    rev: int
    values: Mapping[str, object]
    reason: str | None = None
    cause: Mapping[str, object] | None = None
    """Why it was done, when no person did it: the rule or flow, and the event that set it off."""
    via: str | None = None


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """A deed as it stands on the trail. `position` counts the events of its record from 1."""

    id: str
    app: str
    form: str
    record_id: str
    position: int
    command: str
    actor: str | None
    at: datetime
    content: bytes
    leaf: str
    previous: str | None


_EVENTS = select(*(trail_event.c[name] for name in TrailEvent.__dataclass_fields__))
_OF_RECORD = (
    trail_event.c.app == bindparam("_app"),
    trail_event.c.form == bindparam("_form"),
    trail_event.c.record_id == bindparam("_record"),
)
_LATEST = Prepared.of(
    select(trail_event.c.position, trail_event.c.leaf)
    .where(*_OF_RECORD)
    .order_by(trail_event.c.position.desc())
    .limit(1)
)
_NEW = Prepared.of(insert(trail_event))


def leaf_hash(content: bytes) -> str:
    return hashlib.sha256(_LEAF + content).hexdigest()


def append(connection: Connection, deed: Deed) -> TrailEvent:
    """Put a deed on the trail. Two at once about the same record never get the same place: one of them fails."""
    of_record = {"_app": deed.app, "_form": deed.form, "_record": deed.record_id}
    before = None if deed.rev == FIRST_REV else _LATEST.first(connection, of_record)
    position, previous = (before[0] + 1, before[1]) if before else (1, None)
    content = canonical(
        {name: getattr(deed, name) for name in Deed.__dataclass_fields__} | {"position": position, "previous": previous}
    )
    entry = TrailEvent(
        deed.id,
        deed.app,
        deed.form,
        deed.record_id,
        position,
        deed.command,
        deed.actor,
        deed.at,
        content,
        leaf_hash(content),
        previous,
    )
    _NEW.count(connection, {name: getattr(entry, name) for name in TrailEvent.__dataclass_fields__})
    return entry


def event_by_id(connection: Connection, event_id: str) -> TrailEvent | None:
    row = connection.execute(_EVENTS.where(trail_event.c.id == event_id)).first()
    return TrailEvent(*row) if row else None


def trail_of(connection: Connection, app: str, form: str, record_id: str) -> tuple[TrailEvent, ...]:
    """Everything done to a record, in order."""
    query = _EVENTS.where(*_OF_RECORD).order_by(trail_event.c.position)
    return tuple(
        TrailEvent(*row) for row in connection.execute(query, {"_app": app, "_form": form, "_record": record_id})
    )


def broken(connection: Connection) -> Iterator[TrailEvent]:
    """The events that do not follow from what stands before them: altered, exchanged, or after a gap."""
    return (entry for entry, follows in judged(connection) if not follows)


def judged(connection: Connection) -> Iterator[tuple[TrailEvent, bool]]:
    """Every event, record by record in order, and whether it follows from what stands before it."""
    columns = trail_event.c
    query = _EVENTS.order_by(columns.app, columns.form, columns.record_id, columns.position)
    before: TrailEvent | None = None
    for row in connection.execute(query.execution_options(yield_per=1000)):
        entry = TrailEvent(*row)
        same = before is not None and _record(before) == _record(entry)
        expected = (before.position + 1, before.leaf) if before and same else (1, None)
        yield entry, (entry.position, entry.previous) == expected and _hashed(entry) and _agrees(entry)
        before = entry


def event_count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(trail_event)).scalar_one()


def _hashed(entry: TrailEvent) -> bool:
    """SQLite keeps text where somebody wrote text: no bytes of ours."""
    return isinstance(entry.content, bytes) and entry.leaf == leaf_hash(entry.content)


def _agrees(entry: TrailEvent) -> bool:
    """Whether the columns say what the hashed bytes say."""
    import orjson

    try:
        content = orjson.loads(entry.content)
    except orjson.JSONDecodeError:
        return False
    names = ("id", "app", "form", "record_id", "position", "command", "actor", "at", "previous")
    columns = orjson.loads(canonical({name: getattr(entry, name) for name in names}))
    return all(content.get(name) == columns[name] for name in names)


def _record(entry: TrailEvent) -> tuple[str, str, str]:
    return entry.app, entry.form, entry.record_id
