"""SQLite: one writer thread with group commit, and readers in snapshots of the write-ahead log.

Commands that wait together share one `BEGIN IMMEDIATE … COMMIT` and so one wait for the disk (three times the rate of a
pool of writers at synchronous FULL); a savepoint each keeps them atomic one by one. Answers go out after the commit.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import QueuePool

from engine.lang.expressions import install_sqlite
from engine.storage.announcements import Listeners
from engine.storage.group import BATCH, Waiting, run_together
from engine.storage.outage import Outage, outage

T = TypeVar("T")
BUSY_MS = 10_000


class SqliteTransactions:
    dialect = "sqlite"

    def __init__(self, url: str) -> None:
        path = make_url(url).database
        if not path or path == ":memory:":
            raise ValueError("the SQLite database is a file: sqlite:///path/to/file")
        self.address = path
        _create_private(Path(path))
        self.listeners = Listeners()
        self._writer = _engine(
            url, begin="BEGIN IMMEDIATE", pragmas={"journal_mode": "WAL", "synchronous": "FULL"}, size=1
        )
        self._reader = _engine(url, begin="BEGIN", pragmas={"query_only": "ON"}, size=8)
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._closed = False
        self._closing = Lock()
        self._thread = Thread(target=self._run, name="write", daemon=True)
        with self._writer.connect():
            pass  # the write-ahead log exists before anyone reads
        self._thread.start()

    def write(self, command: Callable[[Connection], T], together: str | None = None) -> Future[T]:
        del together  # all commands share commits
        waiting_command = Waiting(command)
        with self._closing:
            if self._closed:
                raise RuntimeError("the database is closed")
            self._queue.put(waiting_command)
        return waiting_command.future

    def read(self, query: Callable[[Connection], T]) -> T:
        with self._reader.connect() as connection, connection.begin():
            return query(connection)

    def close(self) -> None:
        """Everything asked for before is still written."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()
        self._reader.dispose()
        self._writer.dispose()

    def _run(self) -> None:
        while batch := self._next_batch():
            self._commit_together([one for one in batch if one.future.set_running_or_notify_cancel()])

    def _next_batch(self) -> list[Waiting]:
        """Whatever waits now, at least one; empty when the database is closing."""
        first = self._queue.get()
        batch = [first] if first else []
        while batch and len(batch) < BATCH:
            try:
                another = self._queue.get_nowait()
            except Empty:
                break
            if another is None:
                self._queue.put(None)
                break
            batch.append(another)
        return batch

    def _commit_together(self, batch: list[Waiting]) -> None:
        try:
            with self._writer.connect() as connection:
                topics = run_together(connection, batch)
        except BaseException as error:
            # The commit itself failed: nobody's rows are there, so nobody is told they are.
            refusal = error if isinstance(error, Outage) else outage(error)
            for one in batch:
                one.future.set_exception(refusal)
            return
        for one in batch:
            one.answer()
        self.listeners.tell(topics)


def _create_private(path: Path) -> None:
    """A new database file is readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _engine(url: str, *, begin: str, pragmas: dict[str, str], size: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        connect_args={"check_same_thread": False, "cached_statements": 500, "timeout": BUSY_MS / 1000},
    )
    settings = {"foreign_keys": "ON", "temp_store": "MEMORY", "cache_size": "-32768", **pragmas}

    @event.listens_for(engine, "connect")
    def prepare(dbapi_connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own transactions begin too late (after the first SELECT), so it is told to leave them to us.
        dbapi_connection.isolation_level = None
        for name, value in settings.items():
            dbapi_connection.execute(f"PRAGMA {name}={value}")
        install_sqlite(dbapi_connection)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
