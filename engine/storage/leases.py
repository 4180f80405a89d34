"""Jobs taken from the table, each by one worker for a while: how they reach the worker on SQLite."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, and_, or_, select, update

from engine.storage.jobs import Job, job

LEASE = timedelta(minutes=5)
"""A worker that has not answered for so long is taken for dead, and its job is done by another."""


def claim(connection: Connection, now: datetime, lanes: Collection[str] = ()) -> Job | None:
    """The job that has waited longest, now this worker's for `LEASE`; no two workers get the same one."""
    oldest = _free(now, lanes).order_by(job.c.due_at, job.c.id).limit(1).scalar_subquery()
    taken = (
        update(job).where(job.c.id == oldest).values(state="running", tries=job.c.tries + 1, lease_until=now + LEASE)
    )
    row = connection.execute(taken.returning(job)).first()
    return Job(row.id, row.key, row.kind, row.payload, row.lane, row.tries) if row else None


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
