"""The pieces of SQL that differ between the databases, and typed values for queries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, ColumnElement, Text, cast, false, literal, null, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from engine.lang.columns import DateColumn, DecimalColumn, ExactNumber, ListColumn, MomentColumn, storable
from engine.lang.expressions.types import BOOLEAN, DATE, MOMENT, NUMBER, TEXT, ListType, Type

Sql = ColumnElement[Any]

TYPES: dict[Type, TypeEngine[Any]] = {
    BOOLEAN: Boolean(),
    NUMBER: ExactNumber(),
    TEXT: Text(),
    DATE: DateColumn(),
    MOMENT: MomentColumn(),
}
"""The SQL type of a computed value; choices and ids are text."""


def sql_type(type_: Type) -> TypeEngine[Any]:
    if isinstance(type_, ListType):
        return ListColumn()
    return TYPES.get(type_, TYPES[TEXT])


def value_of(value: Any, type_: Type) -> Sql:
    """A bound value of the type, `null` typed too."""
    if value is None:
        return null_of(type_)
    if type_ == BOOLEAN:
        return true() if value else false()
    if isinstance(value, Decimal | int) and storable(Decimal(value)) == value:
        return literal(Decimal(value), DecimalColumn())
    return literal(value, sql_type(type_))


def null_of(type_: Type) -> Sql:
    return cast(null(), sql_type(type_))


def is_column(element: Sql) -> bool:
    """A column as it stands in its table, which an index may serve."""
    return isinstance(element, Column)


class Exact(FunctionElement[Decimal]):
    """A computed number in results: on SQLite decimal text whose collation orders it as a number."""

    type = ExactNumber()
    name = "sy_exact"
    inherit_cache = True


@compiles(Exact, "sqlite")  # type: ignore[no-untyped-call,untyped-decorator,unused-ignore]
def _exact_on_sqlite(element: Exact, compiler: SQLCompiler, **options: Any) -> str:
    return f"(sy_exact({compiler.process(element.clauses, **options)}) COLLATE sy_exact)"


@compiles(Exact)  # type: ignore[no-untyped-call,untyped-decorator,unused-ignore]
def _exact(element: Exact, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)})"


class Ordered(FunctionElement[str]):
    """Text that is about to be ordered: by code point, whatever the database's own collation."""

    type = Text()
    name = "sy_ordered"
    inherit_cache = True


@compiles(Ordered, "postgresql")  # type: ignore[no-untyped-call,untyped-decorator,unused-ignore]
def _ordered_on_postgresql(element: Ordered, compiler: SQLCompiler, **options: Any) -> str:
    return f'(({compiler.process(element.clauses, **options)}) COLLATE "C")'


@compiles(Ordered)  # type: ignore[no-untyped-call,untyped-decorator,unused-ignore]
def _ordered(element: Ordered, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)})"
