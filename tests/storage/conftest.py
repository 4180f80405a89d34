"""An open, migrated database of each kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.storage.database import Database
from engine.storage.migrate import migrate
from tests.storage.shapes import TABLES


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with Database.open(database_url) as database:
        database.write_now(lambda connection: migrate(connection, TABLES.metadata))
        yield database
