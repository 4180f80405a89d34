"""Jobs taken from the table, each by one worker for a while: how they reach the worker on SQLite."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, and_, or_, select, update

from engine.storage.jobs import Job, job

LEASE = timedelta(minutes=5)
"""A worker that has not answered for so long is taken for dead, and its job is done by another."""


def claim(connection: Connection, now: datetime, lanes: Collection[str] = (), most: int = 1) -> tuple[Job, ...]:
    """The jobs that have waited longest, now this worker's for `LEASE`; no two workers get the same one.

    What was tried before is claimed alone: should it take the worker with it, that counts against no other job.
    """
    oldest = _free(now, lanes).order_by(job.c.due_at, job.c.id)
    tries = connection.execute(oldest.with_only_columns(job.c.tries).limit(1)).scalar()
    if tries is None:
        return ()
    chosen = oldest.limit(1) if tries else oldest.where(job.c.tries == 0).limit(most)
    taken = update(job).where(job.c.id.in_(chosen))
    running = taken.values(state="running", tries=job.c.tries + 1, lease_until=now + LEASE).returning(job)
    rows = sorted(connection.execute(running).all(), key=lambda row: (row.due_at, row.id))
    return tuple(Job(row.id, row.key, row.kind, row.payload, row.lane, row.tries) for row in rows)


def give_back(connection: Connection, one: Job) -> None:
    """Somebody else may have it: it was claimed, but not begun."""
    mine = job.c.id == one.id, job.c.state == "running", job.c.tries == one.tries
    connection.execute(update(job).where(*mine).values(state="waiting", tries=one.tries - 1, lease_until=None))


def any_due(connection: Connection, now: datetime, lanes: Collection[str] = ()) -> bool:
    """Whether there is something to claim: asked of a snapshot, so that an idle worker never writes."""
    return connection.execute(_free(now, lanes).limit(1)).first() is not None


def release_all(connection: Connection, now: datetime) -> int:
    """Free what a process that is gone had in hand; for the one worker of a database, before it begins."""
    held = update(job).where(job.c.state == "running")
    return connection.execute(held.values(lease_until=now)).rowcount


def _free(now: datetime, lanes: Collection[str]) -> Select[tuple[str]]:
    free = or_(
        and_(job.c.state == "waiting", job.c.due_at <= now), and_(job.c.state == "running", job.c.lease_until <= now)
    )
    return select(job.c.id).where(free, *([job.c.lane.in_(list(lanes))] if lanes else []))
