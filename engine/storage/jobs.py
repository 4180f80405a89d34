"""Work outside the transaction, the one door: a job is written with its cause and done after it, at least once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Index, Insert, Integer, Select, Table, and_, or_, select, update

from engine.storage.announcements import announce
from engine.storage.system import JsonColumn, metadata, moment, moment_or_none, text, text_or_none
from engine.storage.upsert import insert_into

TOPIC = "jobs"
LEASE = timedelta(minutes=5)
"""A worker that has not answered for so long is taken for dead, and its job is done by another."""
TRIES = 8
FIRST_PAUSE = timedelta(seconds=5)

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


@dataclass(frozen=True, slots=True)
class Job:
    """`key` makes it once: a second job of the same key is none. `kind` names what does it, `lane` where it waits."""

    id: str
    key: str
    kind: str
    payload: Mapping[str, Any]
    lane: str = "default"
    tries: int = 0


def enqueue(connection: Connection, one: Job, *, at: datetime, due_at: datetime | None = None) -> bool:
    """Write a job in this transaction; the workers of this process hear of it after the commit. False: it is known."""
    row = {
        "id": one.id,
        "key": one.key,
        "lane": one.lane,
        "kind": one.kind,
        "payload": dict(one.payload),
        "state": "waiting",
        "tries": 0,
        "enqueued_at": at,
        "due_at": due_at or at,
    }
    if connection.execute(_new(connection.dialect.name), row).first() is None:
        return False
    announce(connection, TOPIC)
    return True


@cache
def _new(dialect: str) -> Insert:
    return insert_into(dialect, job).on_conflict_do_nothing(index_elements=["key"]).returning(job.c.id)


def claim(connection: Connection, now: datetime, lanes: Collection[str] = ()) -> Job | None:
    """The job that has waited longest, now this worker's for `LEASE`; no two workers get the same one."""
    oldest = _free(now, lanes).order_by(job.c.due_at, job.c.id).limit(1)
    chosen = oldest.with_for_update(skip_locked=True).scalar_subquery()
    taken = (
        update(job).where(job.c.id == chosen).values(state="running", tries=job.c.tries + 1, lease_until=now + LEASE)
    )
    row = connection.execute(taken.returning(job)).first()
    return Job(row.id, row.key, row.kind, row.payload, row.lane, row.tries) if row else None


def finish(connection: Connection, one: Job, now: datetime) -> bool:
    """It is done, unless this worker's lease ran out and another has it now."""
    return _close(connection, one, state="done", done_at=now, error=None)


def fail(connection: Connection, one: Job, now: datetime, error: str) -> bool:
    """Try again after a pause that doubles; after `TRIES` it stays, failed, for somebody to look at."""
    if one.tries >= TRIES:
        return _close(connection, one, state="failed", error=error)
    return _close(connection, one, state="waiting", due_at=now + FIRST_PAUSE * 2 ** (one.tries - 1), error=error)


def retry(connection: Connection, job_id: str, now: datetime) -> bool:
    """Give a failed job another round of tries."""
    failed = update(job).where(job.c.id == job_id, job.c.state == "failed")
    announce(connection, TOPIC)
    return bool(connection.execute(failed.values(state="waiting", tries=0, due_at=now, lease_until=None)).rowcount)


def any_due(connection: Connection, now: datetime, lanes: Collection[str] = ()) -> bool:
    """Whether there is something to claim: asked of a snapshot, so that an idle worker never writes."""
    return connection.execute(_free(now, lanes).limit(1)).first() is not None


def _free(now: datetime, lanes: Collection[str]) -> Select[tuple[str]]:
    free = or_(
        and_(job.c.state == "waiting", job.c.due_at <= now), and_(job.c.state == "running", job.c.lease_until <= now)
    )
    return select(job.c.id).where(free, *([job.c.lane.in_(list(lanes))] if lanes else []))


def _close(connection: Connection, one: Job, **values: Any) -> bool:
    mine = job.c.id == one.id, job.c.state == "running", job.c.tries == one.tries
    return bool(connection.execute(update(job).where(*mine).values(lease_until=None, **values)).rowcount)
