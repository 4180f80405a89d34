"""A column takes another type: what can be read is converted, what cannot is set aside beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, func, null, select, update
from sqlalchemy.schema import CreateColumn

CHUNK = 1000
"""Rows read at a time."""


@dataclass(frozen=True)
class Source:
    """A column whose values are read, and what becomes of each in the type to come (None: it cannot be said in it)."""

    column: str
    type: Any
    convert: Callable[[Any], Any] = lambda value: value


def values_of(connection: Connection, table: str, source: Source) -> Iterator[list[tuple[str, Any]]]:
    """(row id, value) of everything that stands in a column, in portions."""
    there = _table(table, source)
    last = ""
    while True:
        query = select(there.c.id, there.c[source.column]).where(there.c.id > last, there.c[source.column].is_not(None))
        rows = connection.execute(query.order_by(there.c.id).limit(CHUNK)).all()
        if not rows:
            return
        last = rows[-1][0]
        yield [(row[0], row[1]) for row in rows]


def retype(
    connection: Connection, table: str, source: Source, type_: Any, aside: str, before: Sequence[Source]
) -> bool:
    """Make a column another type; whether values were lost, which then stand in the column `aside`.

    `before` are columns of values lost earlier: where nothing is left now, what stood there comes back.
    """
    quoted = connection.dialect.identifier_preparer.quote
    alter = f"ALTER TABLE {quoted(table)}"
    connection.exec_driver_sql(f"{alter} RENAME COLUMN {quoted(source.column)} TO {quoted(aside)}")
    new = Column(source.column, type_)
    holder = Table(table, MetaData(), Column("id", Text, primary_key=True), new)
    connection.exec_driver_sql(f"{alter} ADD COLUMN {CreateColumn(new).compile(dialect=connection.dialect)}")
    for lost in (replace(source, column=aside), *before):
        _take(connection, holder, source.column, lost)
    left = _table(table, replace(source, column=aside)).c[aside]
    if connection.execute(select(func.count()).where(left.is_not(None))).scalar_one():
        return True
    connection.exec_driver_sql(f"{alter} DROP COLUMN {quoted(aside)}")
    return False


def _take(connection: Connection, holder: Table, column: str, source: Source) -> None:
    """Convert what stands in another column, where this one is empty, and take it away there."""
    there = _table(holder.name, source)
    for portion in values_of(connection, holder.name, source):
        for row_id, value in portion:
            kept = source.convert(value)
            if kept is None:
                continue
            empty = holder.c.id == row_id, holder.c[column].is_(None)
            if connection.execute(update(holder).where(*empty).values({column: kept})).rowcount:
                connection.execute(update(there).where(there.c.id == row_id).values({source.column: null()}))


def _table(name: str, source: Source) -> Table:
    return Table(name, MetaData(), Column("id", Text, primary_key=True), Column(source.column, source.type))
