"""Writing into a column that no form has any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, column, table, update


def keep_archived(connection: Connection, values: Mapping[str, Any], record_id: str) -> None:
    """Put plain values (`table.column` -> text, number, yes or no) into a record's archived columns."""
    for disk, value in values.items():
        name, _, field = disk.partition(".")
        there = table(name, column("id"), column(field))
        connection.execute(update(there).where(there.c.id == record_id).values({field: value}))
