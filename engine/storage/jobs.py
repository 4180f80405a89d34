"""Work outside the transaction, the one door: a job is written with its cause and done after it, at least once.

The table of jobs says what was to be done, by which key, and what came of it, on both databases. How they reach a
worker differs: on SQLite it takes them from the table (`leases`), on PostgreSQL Procrastinate hands them out (`queue`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Executable,
    Index,
    Integer,
    Table,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from engine.storage.announcements import announce
from engine.storage.prepared import Prepared
from engine.storage.queue import handed_over
from engine.storage.system import JsonColumn, metadata, moment, moment_or_none, text, text_or_none
from engine.storage.upsert import insert_into

TOPIC = "jobs"
TRIES = 8
FIRST_PAUSE = timedelta(seconds=5)
KEPT = timedelta(days=90)
"""How long a job that is done is remembered, and so its key."""

job = Table(
    "job",
    metadata,
    text("id", primary_key=True),
    text("key", unique=True),
    text("lane"),
    text("kind"),
    Column("payload", JsonColumn, nullable=False),
    text("state"),
    Column("tries", Integer, nullable=False),
    moment("enqueued_at"),
    moment("due_at"),
    moment_or_none("lease_until"),
    moment_or_none("done_at"),
    text_or_none("error"),
    Index("ix_job_due", "state", "lane", "due_at"),
)
Written = ReturningInsert[Any] | ReturningUpdate[Any]
HANDED_OVER: Mapping[str, Callable[[Written], Executable]] = {
    "sqlite": lambda written: written,
    "postgresql": handed_over,
}
"""What a statement that writes waiting jobs becomes on each database, so that a worker gets them."""
_WRITTEN = job.c.id, job.c.lane, job.c.enqueued_at, job.c.due_at


@dataclass(frozen=True, slots=True)
class Job:
    """`key` makes it once: a second job of the same key is none. `kind` names what does it, `lane` where it waits."""

    id: str
    key: str
    kind: str
    payload: Mapping[str, Any]
    lane: str = "default"
    tries: int = 0


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was tried `tries` times in vain; `error` is what went wrong the last time."""

    id: str
    key: str
    kind: str
    payload: Mapping[str, Any]
    lane: str
    tries: int
    enqueued_at: datetime
    error: str | None


def enqueue(connection: Connection, one: Job, *, at: datetime, due_at: datetime | None = None) -> bool:
    """Write a job in this transaction; workers hear of it after the commit. False: a job of this key is known."""
    row = {
        "_id": one.id,
        "_key": one.key,
        "_lane": one.lane,
        "_kind": one.kind,
        "_payload": dict(one.payload),
        "_at": at,
        "_due": due_at or at,
    }
    if _NEW.first(connection, row) is None:
        return False
    announce(connection, TOPIC)
    return True


def _new(dialect: str) -> Executable:
    values = {
        "id": bindparam("_id"),
        "key": bindparam("_key"),
        "lane": bindparam("_lane"),
        "kind": bindparam("_kind"),
        "payload": bindparam("_payload"),
        "state": "waiting",
        "tries": 0,
        "enqueued_at": bindparam("_at"),
        "due_at": bindparam("_due"),
    }
    new = insert_into(dialect, job).values(values).on_conflict_do_nothing(index_elements=["key"])
    return HANDED_OVER[dialect](new.returning(*_WRITTEN))


_NEW = Prepared(_new)


def begin(connection: Connection, job_id: str) -> Job | None:
    """Note another try of a job; nothing where it is done or given up already."""
    open_ = update(job).where(job.c.id == job_id, job.c.state.in_(("waiting", "running")))
    row = connection.execute(open_.values(state="running", tries=job.c.tries + 1).returning(job)).first()
    return Job(row.id, row.key, row.kind, row.payload, row.lane, row.tries) if row else None


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries in vain: twice as long each time."""
    return FIRST_PAUSE * int(2 ** (tries - 1))


def finish(connection: Connection, one: Job, now: datetime) -> bool:
    """It is done, unless this worker was taken for dead and another has it now."""
    return bool(_DONE.count(connection, {"_id": one.id, "_tries": one.tries, "_now": now}))


_DONE = Prepared.of(
    update(job)
    .where(job.c.id == bindparam("_id"), job.c.state == "running", job.c.tries == bindparam("_tries"))
    .values(lease_until=None, state="done", done_at=bindparam("_now"), error=None)
)


def fail(connection: Connection, one: Job, now: datetime, error: str) -> bool:
    """It is to be tried again after a pause that doubles; after `TRIES` it stays, failed, for somebody to look at."""
    if one.tries >= TRIES:
        return _close(connection, one, state="failed", error=error)
    return _close(connection, one, state="waiting", due_at=now + pause_after(one.tries), error=error)


def _close(connection: Connection, one: Job, **values: Any) -> bool:
    mine = job.c.id == one.id, job.c.state == "running", job.c.tries == one.tries
    return bool(connection.execute(update(job).where(*mine).values(lease_until=None, **values)).rowcount)


def failed_jobs(connection: Connection, limit: int = 200) -> Sequence[FailedJob]:
    """What was given up, newest first."""
    columns = [job.c[name] for name in FailedJob.__dataclass_fields__]
    query = select(*columns).where(job.c.state == "failed").order_by(job.c.enqueued_at.desc(), job.c.id).limit(limit)
    return tuple(FailedJob(*row) for row in connection.execute(query))


def retry(connection: Connection, job_id: str, now: datetime) -> bool:
    """Give a failed job another round of tries. False: there is no such failed job."""
    again = update(job).where(job.c.id == job_id, job.c.state == "failed")
    waiting = again.values(state="waiting", tries=0, enqueued_at=now, due_at=now, lease_until=None)
    announce(connection, TOPIC)
    return connection.execute(HANDED_OVER[connection.dialect.name](waiting.returning(*_WRITTEN))).first() is not None


def hand_over_again(connection: Connection, now: datetime) -> None:
    """Have workers get everything that waits, as in a database that was filled with the rows of another."""
    open_ = update(job).where(job.c.state.in_(("waiting", "running")))
    waiting = open_.values(state="waiting", enqueued_at=now, lease_until=None).returning(*_WRITTEN)
    connection.execute(HANDED_OVER[connection.dialect.name](waiting)).all()


def forget_done(connection: Connection, now: datetime) -> int:
    """Remove what was done long ago; how many."""
    old: Delete = delete(job).where(job.c.state == "done", job.c.done_at <= now - KEPT)
    return connection.execute(old).rowcount
