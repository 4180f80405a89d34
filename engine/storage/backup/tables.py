"""The tables of a database as they stand, those that no definition names any more included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    inspect,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from engine.lang.columns import DateColumn, DecimalColumn, ListColumn, MomentColumn, TextColumn

QUEUE = "procrastinate_"
LEFT_OUT = frozenset({"session", "sign_in_link", "queue_step"})
"""Who was signed in signs in again: an old backup must not open a door that was shut since."""
KINDS: Mapping[str, tuple[type[TypeEngine[Any]], TypeEngine[Any]]] = {
    "yes_no": (Boolean, Boolean()),
    "whole": (Integer, BigInteger()),
    "number": (Numeric, DecimalColumn()),
    "moment": (DateTime, MomentColumn()),
    "day": (Date, DateColumn()),
    "bytes": (LargeBinary, LargeBinary()),
    "list": (JSON, ListColumn()),
    "text": (String, TextColumn()),
}
"""Columns nobody defines any more: how a database names their type, and the type both databases give them."""


def tables_here(connection: Connection, shapes: Sequence[MetaData]) -> tuple[Table, ...]:
    """Every table with rows worth keeping, parents before what refers to them.

    A column has the type the first of these shapes gives it; one that is in no definition has the nearest of `KINDS`.
    """
    there = inspect(connection)
    known = {
        (table.name, column.name): column.type
        for shape in reversed(shapes)
        for table in shape.tables.values()
        for column in table.columns
    }
    names = [name for name, _ in there.get_sorted_table_and_fkc_names() if name is not None]
    kept = [name for name in names if not name.startswith((QUEUE, "sqlite_")) and name not in LEFT_OUT]
    copies = MetaData()
    return tuple(
        Table(
            name,
            copies,
            *(
                Column(one["name"], known.get((name, one["name"])) or kind_type(kind_of(one["type"])))
                for one in there.get_columns(name)
            ),
        )
        for name in kept
    )


def kind_of(written: TypeEngine[Any]) -> str:
    if isinstance(written, TypeDecorator):
        written = written.impl_instance
    return next((kind for kind, (type_, _) in KINDS.items() if isinstance(written, type_)), "text")


def kind_type(kind: str) -> TypeEngine[Any]:
    return KINDS[kind][1]


def counters(tables: Sequence[Table], connection: Connection) -> Iterator[tuple[str, str]]:
    """Tables that PostgreSQL numbers by itself, with the column it numbers."""
    there = inspect(connection)
    for table in tables:
        for column in there.get_columns(table.name):
            if "nextval(" in str(column.get("default")):
                yield table.name, str(column["name"])
