"""One database, SQLite or PostgreSQL: `write` runs a command in a transaction, `read` sees a snapshot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from engine.storage.announcements import Listener, Listeners
from engine.storage.outage import is_outage, outage
from engine.storage.postgres import PostgresTransactions
from engine.storage.sqlite_writer import SqliteTransactions

T = TypeVar("T")
READER_THREADS = 4


class Transactions(Protocol):
    """How one kind of database runs commands and reads."""

    dialect: str
    address: str
    listeners: Listeners

    def write(self, command: Callable[[Connection], T], together: str | None = None) -> Future[T]: ...

    def read(self, query: Callable[[Connection], T]) -> T: ...

    def close(self) -> None: ...


KINDS: Mapping[str, Callable[[str], Transactions]] = {
    SqliteTransactions.dialect: SqliteTransactions,
    PostgresTransactions.dialect: PostgresTransactions,
}


class Database:
    """Runs commands, functions of an open connection, each atomic: all of it is stored or, when it raises, none.

    A command may run more than once (PostgreSQL sacrifices a transaction to another now and then), so it touches
    nothing but its connection; `announce` is the way to act on success. When a `write` has answered, its rows are on
    the disk.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._readers = ThreadPoolExecutor(READER_THREADS, thread_name_prefix="read")
        self.dialect = transactions.dialect
        self.address = transactions.address
        """How a driver finds the database: the file, or a `postgresql://` address with its password."""

    @classmethod
    def open(cls, url: str) -> Database:
        """`sqlite:///path/to/file` or `postgresql://user@host/name`."""
        scheme = make_url(url).get_backend_name()
        if scheme not in KINDS:
            raise ValueError(f"a database address begins with sqlite:// or postgresql://, not {scheme}://")
        return cls(KINDS[scheme](url))

    async def write(self, command: Callable[[Connection], T], together: str | None = None) -> T:
        """Run a command. Those that come `together` may share a transaction and a wait for the disk: for commands that
        wait for the same rows anyway, as the submissions of one form wait for its counter.
        """
        return await asyncio.wrap_future(self._transactions.write(command, together))

    def write_now(self, command: Callable[[Connection], T]) -> T:
        return self._transactions.write(command).result()

    async def read(self, query: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, partial(self.read_now, query))

    def read_now(self, query: Callable[[Connection], T]) -> T:
        try:
            return self._transactions.read(query)
        except DBAPIError as error:
            if is_outage(error):
                raise outage(error) from error
            raise

    def listen(self, topic: str, listener: Listener) -> None:
        """Call `listener` after each commit of a command of this process that announced the topic."""
        self._transactions.listeners.add(topic, listener)

    def close(self) -> None:
        self._readers.shutdown()
        self._transactions.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
