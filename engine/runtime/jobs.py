"""Failed jobs, for those who look after the machine."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from engine.runtime.office import By, note
from engine.storage.jobs import failed_jobs, retry

Json = dict[str, object]


def describe_failed(connection: Connection) -> list[Json]:
    """What was given up, newest first, with the last error."""
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "key": one.key,
            "lane": one.lane,
            "tries": one.tries,
            "enqueued_at": one.enqueued_at,
            "error": one.error,
        }
        for one in failed_jobs(connection)
    ]


def retry_jobs(connection: Connection, ids: Collection[str], by: By) -> int:
    """Another round of tries; how many of these were failed jobs."""
    done = [one for one in ids if retry(connection, one, by.now)]
    for one in done:
        note(connection, by, "job", one, "retry", {})
    return len(done)
