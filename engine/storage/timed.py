"""What scheduled rules have done: once for each record and occasion, and since when a rule has its schedule."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Table, select

from engine.storage.prepared import Prepared
from engine.storage.system import metadata, moment, text
from engine.storage.upsert import insert_into

timed = Table(
    "timed",
    metadata,
    text("app", primary_key=True),
    text("rule", primary_key=True),
    text("record_id", primary_key=True),
    text("occasion", primary_key=True),
    moment("at"),
)
SCHEDULE = ""
"""Stands for a record where it is noted since when a rule has a schedule."""
_NEW = Prepared(lambda dialect: insert_into(dialect, timed).on_conflict_do_nothing())


def note_timed(connection: Connection, app: str, rule: str, record_id: str, occasion: str, at: datetime) -> bool:
    """Whether this is the first time; of two at once the second waits until the first is stored or undone."""
    row = {"app": app, "rule": rule, "record_id": record_id, "occasion": occasion, "at": at}
    return bool(_NEW.count(connection, row))


def begun(connection: Connection, app: str, rule: str, schedule: str) -> datetime | None:
    """Since when the rule has this schedule."""
    since: datetime | None = connection.execute(
        select(timed.c.at).where(
            timed.c.app == app, timed.c.rule == rule, timed.c.record_id == SCHEDULE, timed.c.occasion == schedule
        )
    ).scalar()
    return since


def occasions_of(connection: Connection, app: str, rule: str, records: Collection[str]) -> frozenset[tuple[str, str]]:
    """The occasions on which a rule has acted on these records, as pairs of record and occasion."""
    of_rule = timed.c.app == app, timed.c.rule == rule, timed.c.record_id.in_(records)
    return frozenset((row.record_id, row.occasion) for row in connection.execute(select(timed).where(*of_rule)))
