"""`INSERT … ON CONFLICT`, which both databases know and SQLAlchemy spells per dialect."""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(on: Connection | str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert for the database of this connection (or of this dialect's name)."""
    dialect = on if isinstance(on, str) else on.dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
