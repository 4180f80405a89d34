"""An open ledger on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from engine.trace.ledger import metadata


@pytest.fixture
def ledger(database_url: str) -> Iterator[Connection]:
    """A connection inside a transaction, the ledger's tables empty."""
    engine = create_engine(database_url)
    metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
