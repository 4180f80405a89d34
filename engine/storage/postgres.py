"""PostgreSQL: a pool of threads, one transaction a command, tried again when the database sacrificed it to another."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from engine.storage.announcements import Listeners, take, withdraw
from engine.storage.outage import is_collision, is_outage, is_outdated, outage

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
        self._threads = ThreadPoolExecutor(WRITERS, thread_name_prefix="write")

    def write(self, command: Callable[[Connection], T]) -> Future[T]:
        return self._threads.submit(self._attempt, command)

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
