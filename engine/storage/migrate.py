"""Bring a database to the shape the engine and its apps need: only ever adding, never dropping what people entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, Connection, Index, Inspector, MetaData, Table, inspect
from sqlalchemy.schema import CreateColumn

from engine.lang.expressions import POSTGRES_FUNCTIONS
from engine.storage import cases, files, jobs, notices, numbering, people, sessions, trail, versions
from engine.storage.system import metadata as system
from engine.trace.ledger import metadata as ledger

SYSTEM_MODULES = (cases, files, jobs, notices, numbering, people, sessions, trail, versions)
"""Imported so that their tables stand in the metadata."""
LOCK = 0x73757975616E
"""The advisory lock (letters of the name): one process at a time changes the shape of a PostgreSQL database."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a migration does, in words an operator can read before it is done."""

    what: Literal["table", "column", "index"]
    name: str
    run: Callable[[Connection], object]

    def __str__(self) -> str:
        return f"add {self.what} {self.name}"


def plan(connection: Connection, *shapes: MetaData) -> tuple[Step, ...]:
    """What is missing for these tables, and for the engine's own; changes nothing."""
    there = inspect(connection)
    tables = [table for shape in (system, ledger, *shapes) for table in shape.sorted_tables]
    return tuple(step for table in tables for step in _steps(there, table))


def migrate(connection: Connection, *shapes: MetaData) -> tuple[Step, ...]:
    """Do what `plan` says, in the transaction of this connection; what was done is the answer."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        connection.exec_driver_sql(POSTGRES_FUNCTIONS)
    steps = plan(connection, *shapes)
    for step in steps:
        step.run(connection)
    return steps


def _steps(there: Inspector, table: Table) -> Iterator[Step]:
    if not there.has_table(table.name):
        yield Step("table", table.name, table.create)
        return
    columns = {column["name"] for column in there.get_columns(table.name)}
    for column in table.columns:
        if column.name not in columns:
            yield Step("column", f"{table.name}.{column.name}", _adding(column))
    indexes = {index["name"] for index in there.get_indexes(table.name)}
    yield from (_index_step(table, index) for index in _ordered(table.indexes) if index.name not in indexes)


def _index_step(table: Table, index: Index) -> Step:
    return Step("index", f"{index.name} on {table.name}", index.create)


def _ordered(indexes: Iterable[Index]) -> list[Index]:
    return sorted(indexes, key=lambda index: str(index.name))


def _adding(column: Column[object]) -> Callable[[Connection], object]:
    def add(connection: Connection) -> None:
        quoted = connection.dialect.identifier_preparer.format_table(column.table)
        spelled = CreateColumn(column).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {quoted} ADD COLUMN {spelled}")

    return add
