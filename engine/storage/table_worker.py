"""The thread that takes jobs from the table, a few at a time: the worker on SQLite."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from threading import Event, Thread

from sqlalchemy import Connection

from engine.storage import jobs, leases
from engine.storage.database import Database
from engine.storage.doing import Doing, attempt
from engine.storage.jobs import Job

log = logging.getLogger(__name__)
POLL_SECONDS = 1.0
"""How soon jobs that become due are seen."""
AT_ONCE = 20
"""How many jobs are claimed, and written as done, together: each transaction waits for the disk."""
Closing = Callable[[Connection], object]


class TableWorker:
    """Wakes as soon as a command of this process that enqueued something is committed."""

    def __init__(
        self,
        database: Database,
        doings: Mapping[str, Doing],
        clock: Callable[[], datetime],
        lanes: Collection[str] = (),
    ) -> None:
        self._database = database
        self._doings = doings
        self._clock = clock
        self._lanes = lanes
        self._bell = Event()
        self._stopping = False
        self._thread = Thread(target=self._run, name="jobs", daemon=True)
        database.listen(jobs.TOPIC, self._bell.set)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping = True
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join()

    def do_all(self) -> int:
        count = 0
        claimed = self._first()
        while claimed:
            count += len(claimed)
            claimed = self._database.write_now(partial(self._next, self._worked(claimed)))
        return count

    def _run(self) -> None:
        self._database.write_now(lambda connection: leases.release_all(connection, self._clock()))
        while not self._stopping:
            try:
                self.do_all()
            except Exception:
                log.exception("the jobs could not be read; trying again")
            self._bell.wait(POLL_SECONDS)
            self._bell.clear()

    def _first(self) -> Sequence[Job]:
        """What waits is asked of a snapshot first, so that an idle worker never writes."""
        now = self._clock()
        if not self._database.read_now(partial(leases.any_due, now=now, lanes=self._lanes)):
            return ()
        return self._database.write_now(partial(leases.claim, now=now, lanes=self._lanes, most=AT_ONCE))

    def _worked(self, claimed: Sequence[Job]) -> list[Closing]:
        """Do these jobs; what is to be written of them. What has to wait for another time is given back."""
        until = self._clock() + leases.LEASE / 2
        return [
            partial(leases.give_back, one=one) if self._stopping or self._clock() >= until else self._done(one)
            for one in claimed
        ]

    def _next(self, closings: Sequence[Closing], connection: Connection) -> Sequence[Job]:
        """Some jobs are closed and the next ones claimed in one transaction: half the writes."""
        for close in closings:
            close(connection)
        return () if self._stopping else leases.claim(connection, self._clock(), self._lanes, AT_ONCE)

    def _done(self, one: Job) -> Closing:
        """Do a job; what is to be written of it."""
        fault = attempt(self._doings, one)
        if fault is None:
            return lambda connection: jobs.finish(connection, one, self._clock())
        return lambda connection: jobs.fail(connection, one, self._clock(), fault)
