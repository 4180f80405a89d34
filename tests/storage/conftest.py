"""An open, migrated database of each kind; it is migrated once and copied for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from engine.storage.database import Database
from engine.storage.migrate import migrate
from tests.conftest import without_driver
from tests.storage.shapes import TABLES

PATTERN = f"storage_pattern_{os.getpid()}"
COPY = f"storage_copy_{os.getpid()}"


def migrated(url: str) -> str:
    with Database.open(url) as database:
        database.write_now(lambda connection: migrate(connection, TABLES.metadata))
    return url


@pytest.fixture(scope="session")
def sqlite_pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pattern") / "pattern.sqlite"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_pattern(postgres_url: str) -> Iterator[str]:
    with psycopg.connect(without_driver(postgres_url), autocommit=True) as connection:
        connection.execute(f"create database {PATTERN}")
        migrated(postgres_url.replace("/postgres?", f"/{PATTERN}?", 1))
        yield PATTERN
        connection.execute(f"drop database {PATTERN} with (force)")


@pytest.fixture
def sqlite_database(sqlite_pattern: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_pattern, tmp_path / "test.sqlite")
    return f"sqlite:///{tmp_path / 'test.sqlite'}"


@pytest.fixture
def postgres_database(postgres_url: str, postgres_pattern: str) -> Iterator[str]:
    with psycopg.connect(without_driver(postgres_url), autocommit=True) as connection:
        connection.execute(f"create database {COPY} template {postgres_pattern}")
        yield postgres_url.replace("/postgres?", f"/{COPY}?", 1)
        connection.execute(f"drop database {COPY} with (force)")


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    with Database.open(str(request.getfixturevalue(f"{request.param}_database"))) as database:
        yield database
