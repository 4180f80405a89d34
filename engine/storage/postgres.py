"""PostgreSQL: a pool of threads, one transaction a command, tried again when the database sacrificed it to another.

Commands that come together share one: they would wait for the same rows, each of them for a whole commit.
When the database gives such a transaction up, each of its commands is tried alone.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from engine.storage.announcements import Listeners, take, withdraw
from engine.storage.group import BATCH, Waiting, run_together
from engine.storage.outage import Outage, is_collision, is_outage, is_outdated, outage

T = TypeVar("T")
WRITERS = 8
ATTEMPTS = 6


class PostgresTransactions:
    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        self.listeners = Listeners()
        address = make_url(url).set(drivername="postgresql+psycopg")
        self.address = address.set(drivername="postgresql").render_as_string(hide_password=False)
        self._engine = create_engine(
            address, pool_size=WRITERS, max_overflow=WRITERS, pool_pre_ping=True, isolation_level="READ COMMITTED"
        )
        event.listen(self._engine, "connect", _bound_waiting)
        self._snapshots = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._queues: dict[str, list[Waiting]] = {}
        """What waits to be written together; a queue is there as long as a thread is at it."""
        self._queueing = Lock()
        self._threads = ThreadPoolExecutor(WRITERS, thread_name_prefix="write")

    def write(self, command: Callable[[Connection], T], together: str | None = None) -> Future[T]:
        if together is None:
            return self._threads.submit(self._attempt, command)
        one = Waiting(command)
        with self._queueing:
            first = together not in self._queues
            self._queues.setdefault(together, []).append(one)
        if first:
            self._threads.submit(self._write_queue, together)
        return one.future

    def read(self, query: Callable[[Connection], T]) -> T:
        try:
            with self._snapshots.connect() as connection, connection.begin():
                return query(connection)
        except DBAPIError as error:
            if not is_outdated(error):
                raise
        self._engine.dispose()  # connections keep statements prepared for the tables of before
        with self._snapshots.connect() as connection, connection.begin():
            return query(connection)

    def close(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()

    def _write_queue(self, together: str) -> None:
        """Run what waits in a queue, as one transaction; then let others have this thread before the queue's next."""
        with self._queueing:
            queue = self._queues[together]
            batch, self._queues[together] = queue[:BATCH], queue[BATCH:]
            if not batch:
                del self._queues[together]
                return
        self._write_batch([one for one in batch if one.future.set_running_or_notify_cancel()])
        try:
            self._threads.submit(self._write_queue, together)
        except RuntimeError:  # closing: everything asked for before is still written
            self._write_queue(together)

    def _write_batch(self, batch: list[Waiting]) -> None:
        if len(batch) == 1:
            self._write_alone(batch[0])
            return
        try:
            with self._engine.connect() as connection:
                topics = run_together(connection, batch)
        except BaseException as error:
            for one in batch:
                if isinstance(error, Outage) or is_outage(error):
                    one.future.set_exception(error if isinstance(error, Outage) else outage(error))
                else:
                    self._write_alone(one)
            return
        for one in batch:
            one.answer()
        self.listeners.tell(topics)

    def _write_alone(self, one: Waiting) -> None:
        try:
            one.future.set_result(self._attempt(one.command))
        except BaseException as error:
            one.future.set_exception(error)

    def _attempt(self, command: Callable[[Connection], T]) -> T:
        """Deadlocks and serialization failures are tried again a few times, each after a longer pause; a command that
        met tables an app was published over, once."""
        for attempt in range(ATTEMPTS):
            try:
                return self._once(command)
            except DBAPIError as error:
                if is_outage(error):
                    raise outage(error) from error
                outdated = is_outdated(error) and attempt == 0
                if not (outdated or is_collision(error)) or attempt == ATTEMPTS - 1:
                    raise
                if outdated:
                    self._engine.dispose()
                time.sleep(random.uniform(0.001, 0.01) * 2**attempt)  # noqa: S311 - a pause, no secret
        raise AssertionError("the last attempt returns or raises")

    def _once(self, command: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            try:
                with connection.begin():
                    result = command(connection)
            except BaseException:
                withdraw(connection)
                raise
            topics = take(connection)
        self.listeners.tell(topics)
        return result


def _bound_waiting(dbapi_connection: DBAPIConnection, record: object) -> None:
    """Nobody waits for ever for a lock that a lost client still holds."""
    del record
    cursor = dbapi_connection.cursor()
    cursor.execute("SET lock_timeout = '15s'")
    cursor.execute("SET idle_in_transaction_session_timeout = '5min'")
    cursor.close()
    dbapi_connection.commit()
