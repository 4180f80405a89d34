"""The worker of this process, of the sort its database needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Protocol

from engine.storage.database import Database
from engine.storage.doing import Doing
from engine.storage.table_worker import TableWorker

__all__ = ["Doing", "Worker"]

Clock = Callable[[], datetime]


class Way(Protocol):
    """How jobs of one kind of database reach those who do them."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def do_all(self) -> int: ...


def _queue_worker(database: Database, doings: Mapping[str, Doing], clock: Clock, lanes: Collection[str]) -> Way:
    from engine.storage.queue_worker import QueueWorker  # it brings Procrastinate, for PostgreSQL only

    return QueueWorker(database, doings, clock, lanes)


WAYS: Mapping[str, Callable[[Database, Mapping[str, Doing], Clock, Collection[str]], Way]] = {
    "sqlite": TableWorker,
    "postgresql": _queue_worker,
}


class Worker:
    """Does jobs, each at least once: `doings` by kind must bear being called twice for the same key.

    It wakes when a command that enqueued something is committed: on SQLite of this process, on PostgreSQL of any.
    `lanes` are those it works in, all when there are none.
    """

    def __init__(
        self, database: Database, doings: Mapping[str, Doing], clock: Clock, lanes: Collection[str] = ()
    ) -> None:
        self._way = WAYS[database.dialect](database, doings, clock, lanes)

    def start(self) -> None:
        self._way.start()

    def stop(self) -> None:
        """The jobs in hand are finished; the others wait for the next start or another worker."""
        self._way.stop()

    def do_all(self) -> int:
        """Do everything that is due now; how many jobs were done or tried."""
        return self._way.do_all()
