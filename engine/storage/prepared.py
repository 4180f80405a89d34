"""Statements of hot paths: SQLAlchemy spells them, once for each database, and the driver itself runs them.

What SQLAlchemy does anew for each execution (contexts, results, events) costs several times what the database does. A
prepared statement keeps its text, a binder for each value and a reader for each column, and nothing else happens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, Any]
Row = tuple[Any, ...]
Convert = Callable[[Any], Any] | None

_NAMED = re.compile(r"%\((\w+)\)s")


class Prepared:
    """A statement that is run often. `build` makes it for a dialect's name; `given` are the columns an insert or update
    is handed (left out: all of its table). Values are found by the names of columns and of bound parameters.
    """

    def __init__(self, build: Callable[[str], Executable], given: Sequence[str] | None = None) -> None:
        self._build = build
        self._given = given
        self._spelled: dict[str, _Spelled] = {}

    @classmethod
    def of(cls, statement: Executable, given: Sequence[str] | None = None) -> Prepared:
        """A statement that SQLAlchemy knows how to say to both databases."""
        return cls(lambda _: statement, given)

    def all(self, connection: Connection, values: Values) -> list[Row]:
        """The rows it finds or returns."""
        spelled = self._for(connection.dialect)
        return spelled.read(run(connection, spelled.text, spelled.bound(values)))

    def first(self, connection: Connection, values: Values) -> Row | None:
        """The first row it finds or returns."""
        rows = self.all(connection, values)
        return rows[0] if rows else None

    def count(self, connection: Connection, values: Values) -> int:
        """Run it; how many rows it changed."""
        spelled = self._for(connection.dialect)
        return int(run(connection, spelled.text, spelled.bound(values)).rowcount)

    def each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it for each of these rows."""
        spelled = self._for(connection.dialect)
        run(connection, spelled.text, [spelled.bound(row) for row in rows], many=True)

    def _for(self, dialect: Dialect) -> _Spelled:
        spelled = self._spelled.get(dialect.name)
        if spelled is None:
            spelled = self._spelled[dialect.name] = _Spelled(self._build(dialect.name), self._given, dialect)
        return spelled


class _Spelled:
    """The text for one dialect with places instead of names, how its values are bound and its columns read."""

    def __init__(self, statement: Any, given: Sequence[str] | None, dialect: Dialect) -> None:
        compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=given)
        self.text = _NAMED.sub("%s", compiled.string)
        names = compiled.positiontup if compiled.positional else _NAMED.findall(compiled.string)
        binds = {name: compiled.binds[name] for name in names or ()}
        self._fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        self._binders = [(name, _impl(bind.type, dialect).bind_processor(dialect)) for name, bind in binds.items()]
        self._columns = [_impl(column.type, dialect) for column in getattr(statement, "exported_columns", ())]
        self._dialect = dialect
        self._readers: list[Convert] | None = None

    def bound(self, values: Values) -> list[Any]:
        given = {**self._fixed, **values} if self._fixed else values
        return [given[name] if convert is None else convert(given[name]) for name, convert in self._binders]

    def read(self, cursor: Any) -> list[Row]:
        rows: list[Row] = cursor.fetchall()
        readers = self._readers or self._readers_of(cursor)
        if not any(readers):
            return rows
        return [
            tuple([cell if read is None else read(cell) for read, cell in zip(readers, row, strict=True)])
            for row in rows
        ]

    def _readers_of(self, cursor: Any) -> list[Convert]:
        """Only the first answer tells what the driver makes of each column."""
        described = zip(self._columns, cursor.description, strict=True)
        self._readers = [impl.result_processor(self._dialect, column[1]) for impl, column in described]
        return self._readers


def _impl(type_: Any, dialect: Dialect) -> Any:
    return type_.dialect_impl(dialect)


def run(connection: Connection, text: str, values: Sequence[Any] = (), *, many: bool = False) -> Any:
    """The driver's cursor after the statement; what fails, fails as SQLAlchemy's own statements do."""
    driver = connection.connection.dbapi_connection
    assert driver is not None
    cursor = driver.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(text, values)
    except Exception as error:
        raise _failed(connection, text, values, error) from error
    return cursor


def _failed(connection: Connection, text: str, values: Sequence[Any], error: Exception) -> BaseException:
    dialect = connection.dialect
    errors = dialect.loaded_dbapi.Error
    lost = isinstance(error, errors) and dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        text, list(values), error, errors, hide_parameters=True, connection_invalidated=lost, dialect=dialect
    )
