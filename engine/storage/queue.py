"""The queue of PostgreSQL: Procrastinate's tables and functions, called on our connection in our transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, insert, inspect, literal_column, select
from sqlalchemy import text as sql
from sqlalchemy.sql.dml import ReturningInsert, ReturningUpdate

from engine.storage.system import metadata, text

TASK = "suyuan.do"
"""The one task Procrastinate knows: to do the job of an id."""
DEAD_AFTER = 30
"""Seconds without a sign of life after which a worker is taken for dead, and its jobs are done by another."""

queue_step = Table("queue_step", metadata, text("name", primary_key=True))
"""Which steps of Procrastinate's schema this database has been through."""

_DEFERRED: ColumnElement[Any] = literal_column(
    "procrastinate_defer_jobs_v1(ARRAY[ROW("
    f"lane, '{TASK}', 0, NULL, NULL, jsonb_build_object('job', id), "
    "CASE WHEN due_at > enqueued_at THEN now() + (due_at - enqueued_at) END"
    ")::procrastinate_job_to_defer_v1])"
)
_RESCUE = sql(
    "WITH dead AS MATERIALIZED ("
    " SELECT job.id FROM procrastinate_jobs job"
    " LEFT JOIN procrastinate_workers worker"
    " ON worker.id = job.worker_id AND worker.last_heartbeat >= now() - make_interval(secs => :seconds)"
    " WHERE job.status = 'doing' AND worker.id IS NULL FOR UPDATE OF job SKIP LOCKED"
    ") SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM dead"
)
_HURRY = sql(
    "UPDATE procrastinate_jobs queued SET scheduled_at = NULL FROM job"
    " WHERE queued.status = 'todo' AND queued.scheduled_at > now()"
    " AND job.id = queued.args ->> 'job' AND job.due_at <= :now"
)


def handed_over(written: ReturningInsert[Any] | ReturningUpdate[Any]) -> Select[tuple[Any, ...]]:
    """One statement that writes jobs into our table and defers what it returns; `due_at` counts from `enqueued_at`."""
    kept = written.cte("kept")
    return select(kept.c.id, _DEFERRED)


def rescue(connection: Connection) -> int:
    """Have the jobs of dead workers done by others; how many there were."""
    return len(connection.execute(_RESCUE, {"seconds": DEAD_AFTER}).all())


def hurry(connection: Connection, now: object) -> None:
    """What is due by this clock need not wait for the database's."""
    connection.execute(_HURRY, {"now": now})


def install(connection: Connection) -> None:
    """Make Procrastinate's tables and functions, or take them through the steps of a newer Procrastinate."""
    from procrastinate.schema import SchemaManager  # a tenth of a second, for PostgreSQL only

    steps = {path.name: path for path in sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))}
    missing = sorted(steps.keys() - set(connection.scalars(select(queue_step.c.name))))
    if not inspect(connection).has_table("procrastinate_jobs"):
        _run(connection, SchemaManager.get_schema())
    else:
        for name in missing:
            _run(connection, steps[name].read_text("utf-8"))
    if missing:
        connection.execute(insert(queue_step), [{"name": name} for name in missing])


def _run(connection: Connection, script: str) -> None:
    connection.exec_driver_sql(script, execution_options={"no_parameters": True})
