"""The floor of a submission: FastAPI by hand, jsonschema-rs, two inserts, and the quickest safe way into the database.

No rights, no computed values, no rules, no trail: what remains is what any such server has to do.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol

import jsonschema_rs
import orjson
from fastapi import FastAPI, Request, Response
from psycopg_pool import AsyncConnectionPool

from benchmarks.inspection import COLUMNS, FIELDS, schema
from benchmarks.listening import Ready, listen
from engine.runtime.ids import new_id

Row = tuple[object, ...]
HEAD = ("id", "state", "created_at", *FIELDS)
LINE = ("id", "parent_id", "position", *COLUMNS)
TABLES = (
    f"create table inspection ({HEAD[0]} text primary key, {', '.join(f'{name} text' for name in HEAD[1:])})",
    f"create table reading ({LINE[0]} text primary key, {', '.join(f'{name} text' for name in LINE[1:])})",
    "create index reading_parent on reading (parent_id, position)",
)


class Store(Protocol):
    async def open(self) -> None: ...

    async def store(self, head: Row, lines: list[Row]) -> None: ...


class SqliteStore:
    """One thread writes; whoever waits together shares a commit, synchronous FULL."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._waiting: SimpleQueue[tuple[Row, list[Row], Future[None]]] = SimpleQueue()

    async def open(self) -> None:
        connection = sqlite3.connect(self._path, isolation_level=None)
        for statement in TABLES:
            connection.execute(statement)
        connection.close()
        Thread(target=self._write, daemon=True).start()

    async def store(self, head: Row, lines: list[Row]) -> None:
        done: Future[None] = Future()
        self._waiting.put((head, lines, done))
        await asyncio.wrap_future(done)

    def _write(self) -> None:
        connection = sqlite3.connect(self._path, isolation_level=None, cached_statements=100)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        into_head, into_lines = _insert("inspection", HEAD, "?"), _insert("reading", LINE, "?")
        while True:
            batch = [self._waiting.get()]
            try:
                while len(batch) < 100:
                    batch.append(self._waiting.get_nowait())
            except Empty:
                pass
            connection.execute("begin immediate")
            for head, lines, _ in batch:
                connection.execute(into_head, head)
                connection.executemany(into_lines, lines)
            connection.execute("commit")
            for _, _, done in batch:
                done.set_result(None)


class PostgresStore:
    """A pool of asynchronous connections, one transaction a record."""

    def __init__(self, url: str) -> None:
        self._pool = AsyncConnectionPool(url, min_size=8, max_size=8, open=False)

    async def open(self) -> None:
        await self._pool.open()
        async with self._pool.connection() as connection:
            for statement in TABLES:
                await connection.execute(statement.encode())

    async def store(self, head: Row, lines: list[Row]) -> None:
        async with self._pool.connection() as connection, connection.cursor() as cursor:
            await cursor.execute(_insert("inspection", HEAD, "%s").encode(), head)
            await cursor.executemany(_insert("reading", LINE, "%s").encode(), lines)


def _insert(table: str, columns: tuple[str, ...], mark: str) -> str:
    return f"insert into {table} ({', '.join(columns)}) values ({', '.join([mark] * len(columns))})"


def application(store: Store) -> FastAPI:
    valid = jsonschema_rs.Draft202012Validator(schema())

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await store.open()
        yield

    app = FastAPI(lifespan=life)

    @app.post("/records", status_code=201)
    async def send(request: Request) -> Response:
        sent = orjson.loads(await request.body())
        if not valid.is_valid(sent):
            return Response(status_code=422)
        head, lines = _rows(sent)
        await store.store(head, lines)
        return Response(orjson.dumps({"id": sent["id"], "rev": 1}), 201, media_type="application/json")

    return app


def _rows(sent: dict[str, Any]) -> tuple[Row, list[Row]]:
    entered = sent["values"]
    now = datetime.now(UTC).isoformat()
    head = (sent["id"], "submitted", now, *(_cell(entered.get(name)) for name in FIELDS))
    lines: list[Row] = [
        (new_id(), sent["id"], str(position), *(row.get(name) for name in COLUMNS))
        for position, row in enumerate(entered["readings"])
    ]
    return head, lines


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def main(url: str) -> None:
    store = SqliteStore(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else PostgresStore(url)
    listen(application(store), lambda port: Ready(port, "/records", {}, ""))


if __name__ == "__main__":
    main(sys.argv[1])
