"""Bring a database to the shape the engine and its apps need: what is missing is added, what people entered stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, Connection, Index, Inspector, MetaData, Table, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateColumn

from engine.lang.expressions import POSTGRES_FUNCTIONS
from engine.lang.problems import Problem, Refused
from engine.storage import (
    case_tables,
    caused,
    departments,
    files,
    jobs,
    layouts,
    notices,
    numbering,
    people,
    queue,
    sent,
    sessions,
    timed,
    tokens,
    trail,
    versions,
)
from engine.storage.system import metadata as system
from engine.storage.tables import UNIQUE
from engine.trace.ledger import metadata as ledger

SYSTEM_MODULES = (
    case_tables,
    caused,
    departments,
    files,
    jobs,
    layouts,
    notices,
    numbering,
    people,
    queue,
    sent,
    sessions,
    timed,
    tokens,
    trail,
    versions,
)
"""Imported so that their tables stand in the metadata."""
LOCK = 0x73757975616E
"""The advisory lock (letters of the name): one process at a time changes the shape of a PostgreSQL database."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a migration does, in words an operator can read before it is done."""

    what: Literal["table", "column", "index"]
    name: str
    run: Callable[[Connection], object]
    verb: Literal["add", "remove"] = "add"

    def __str__(self) -> str:
        return f"{self.verb} {self.what} {self.name}"


def plan(connection: Connection, *shapes: MetaData) -> tuple[Step, ...]:
    """What is missing for these tables, and for the engine's own; changes nothing."""
    there = inspect(connection)
    tables = [table for shape in (system, ledger, *shapes) for table in shape.sorted_tables]
    return tuple(step for table in tables for step in _steps(there, table))


def migrate(connection: Connection, *shapes: MetaData) -> tuple[Step, ...]:
    """Do what `plan` says, in the transaction of this connection; what was done is the answer."""
    lock(connection)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(POSTGRES_FUNCTIONS)
    steps = plan(connection, *shapes)
    for step in steps:
        step.run(connection)
    if connection.dialect.name == "postgresql":
        queue.install(connection)
    return steps


def lock(connection: Connection) -> None:
    """Nobody else changes the shape of this database until the transaction ends. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def _steps(there: Inspector, table: Table) -> Iterator[Step]:
    if not there.has_table(table.name):
        yield Step("table", table.name, table.create)
        return
    columns = {column["name"] for column in there.get_columns(table.name)}
    for column in table.columns:
        if column.name not in columns:
            yield Step("column", f"{table.name}.{column.name}", add_column(column))
    yield from _index_steps(table, {str(index["name"]) for index in there.get_indexes(table.name)})


def _index_steps(table: Table, there: Collection[str]) -> Iterator[Step]:
    """Missing indexes, and natural keys of before, which would still refuse what the form now takes."""
    wanted = {str(index.name): index for index in table.indexes}
    for name in sorted(there):
        if name not in wanted and name.startswith(f"{UNIQUE}__"):
            yield Step("index", f"{name} on {table.name}", _dropping(name), "remove")
    for name in sorted(wanted):
        if name not in there:
            yield Step("index", f"{name} on {table.name}", _indexing(wanted[name]))


def _dropping(name: str) -> Callable[[Connection], object]:
    def drop(connection: Connection) -> None:
        connection.exec_driver_sql(f"DROP INDEX {connection.dialect.identifier_preparer.quote(name)}")

    return drop


def _indexing(index: Index) -> Callable[[Connection], object]:
    def create(connection: Connection) -> None:
        try:
            index.create(connection)
        except IntegrityError as error:
            columns = tuple(column.name for column in index.columns)
            raise Refused(Problem(columns, "key-not-unique", {"columns": ", ".join(columns)})) from error

    return create


def add_column(column: Column[Any]) -> Callable[[Connection], object]:
    """Adds a column to its table, which is there."""

    def add(connection: Connection) -> None:
        quoted = connection.dialect.identifier_preparer.format_table(column.table)
        spelled = CreateColumn(column).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {quoted} ADD COLUMN {spelled}")

    return add
