"""The system tables' shared ground: one metadata, and the column shapes they have in common."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import Column, Dialect, MetaData, Text
from sqlalchemy.types import TypeDecorator

from engine.lang.columns import MomentColumn, TextColumn

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Table names here hold no double underscore: those with one belong to the apps."""


class JsonColumn(TypeDecorator[Any]):
    """A small structure kept as JSON text, the same bytes on both databases. Nobody queries into it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else orjson.dumps(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        del dialect
        return None if value is None else orjson.loads(value)


def text(name: str, **options: Any) -> Column[str]:
    """A text that is always there."""
    return Column(name, TextColumn, nullable=False, **options)


def text_or_none(name: str, **options: Any) -> Column[str | None]:
    return Column(name, TextColumn, **options)


def moment(name: str, **options: Any) -> Column[Any]:
    """An instant that is always known, UTC."""
    return Column(name, MomentColumn, nullable=False, **options)


def moment_or_none(name: str, **options: Any) -> Column[Any]:
    return Column(name, MomentColumn, **options)
