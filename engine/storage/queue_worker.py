"""The worker on PostgreSQL: Procrastinate hands it jobs, as many workers in as many processes as one likes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from threading import Event, Thread
from typing import Any

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.jobs import DeleteJobCondition
from procrastinate.jobs import Job as QueuedJob

from engine.storage import jobs, queue
from engine.storage.database import Database
from engine.storage.doing import Doing, attempt
from engine.storage.jobs import TRIES, pause_after

log = logging.getLogger(__name__)
AT_ONCE = 4
"""How many jobs one worker does at the same time, so that a slow address does not hold up the others."""
POLL_SECONDS = 2.0
"""How soon jobs that become due are seen; new ones announce themselves."""
RESCUE_SECONDS = 10.0
PAUSE_SECONDS = 2.0
"""Before the queue is tried again when the database was lost."""


class _TryAgain(Exception):
    """The job failed and is to be tried again."""


class _Pauses(BaseRetryStrategy):
    """Our pauses, told to Procrastinate."""

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        if not isinstance(exception, _TryAgain):
            return None
        pause = pause_after(min(job.attempts + 1, TRIES))
        return RetryDecision(retry_in={"seconds": int(pause.total_seconds())})


class QueueWorker:
    """What is done is written in our table first, so that a job Procrastinate brings twice is done once."""

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
        self._lanes: dict[str, Any] = {"queues": list(lanes)} if lanes else {}
        self._tried = 0
        self._stopping = Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running: asyncio.Task[None] | None = None
        self._thread = Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._loop is not None and self._running is not None:
            self._loop.call_soon_threadsafe(self._running.cancel)
        if self._thread.is_alive():
            self._thread.join()

    def do_all(self) -> int:
        before = self._tried
        self._database.write_now(partial(queue.hurry, now=self._clock()))
        asyncio.run(self._work(wait=False))
        return self._tried - before

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                asyncio.run(self._until_stopped())
            except Exception:
                log.exception("the queue could not be read; trying again")
            self._stopping.wait(PAUSE_SECONDS)

    async def _until_stopped(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._running = asyncio.create_task(self._work(wait=True))
        rescuing = asyncio.create_task(self._rescue_now_and_then())
        try:
            if not self._stopping.is_set():
                await self._running
        except asyncio.CancelledError:
            if not self._stopping.is_set():
                raise
        finally:
            rescuing.cancel()

    async def _work(self, *, wait: bool) -> None:
        app = App(connector=PsycopgConnector(conninfo=self._database.address, min_size=1, max_size=AT_ONCE + 1))
        app.task(name=queue.TASK, retry=_Pauses())(self._do)
        async with app.open_async():
            await app.run_worker_async(
                **self._lanes,
                wait=wait,
                concurrency=AT_ONCE,
                install_signal_handlers=False,
                delete_jobs=DeleteJobCondition.ALWAYS,
                fetch_job_polling_interval=POLL_SECONDS,
                stalled_worker_timeout=queue.DEAD_AFTER,
            )

    async def _rescue_now_and_then(self) -> None:
        while True:
            try:
                await self._database.write(queue.rescue)
            except Exception:
                log.warning("dead workers could not be looked for", exc_info=True)
            await asyncio.sleep(RESCUE_SECONDS)

    def _do(self, job: str) -> None:
        """One try of the job of this id, in a thread of its own."""
        one = self._database.write_now(partial(jobs.begin, job_id=job))
        if one is None:
            return
        self._tried += 1
        fault = attempt(self._doings, one)
        if fault is None:
            self._database.write_now(lambda connection: jobs.finish(connection, one, self._clock()))
            return
        self._database.write_now(lambda connection: jobs.fail(connection, one, self._clock(), fault))
        if one.tries < TRIES:
            raise _TryAgain(fault)
