"""The tables of today seen by the names, and as the kinds, of an earlier version. They are only ever read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Column, Dialect, FromClause, MetaData, Table, select
from sqlalchemy.types import NullType, TypeDecorator

from engine.storage.tables import AppTables, FormTable, RowTable

Reread = tuple[Any, Callable[[Any], Any]]
"""The type a column has today, and what its values are for the earlier version."""


class Rereading(TypeDecorator[Any]):
    """A column of another kind than the earlier version knew."""

    cache_ok = False
    impl = NullType

    def __init__(self, today: Any, convert: Callable[[Any], Any]) -> None:
        super().__init__()
        self.today, self.convert = today, convert

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return self.today.dialect_impl(dialect)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        del dialect
        return None if value is None else self.convert(value)


def seen_through(tables: AppTables, layout: Mapping[str, str], reread: Mapping[str, Reread]) -> AppTables:
    """`layout` says where the version's places are now, `reread` (by name) which of them are of another kind."""
    forms = {form.id: _form(form, layout, reread) for form in tables}
    return replace(tables, forms={**tables.forms, **forms})


def _form(form: FormTable, layout: Mapping[str, str], reread: Mapping[str, Reread]) -> FormTable:
    rows = {name: _rows(form.id, table, layout, reread) for name, table in form.rows.items()}
    return replace(form, table=_view(form.id, form.table, form.columns, layout, reread), rows=rows)


def _rows(form: str, rows: RowTable, layout: Mapping[str, str], reread: Mapping[str, Reread]) -> RowTable:
    name = f"{form}.{rows.field}"
    return replace(rows, table=_view(name, rows.table, rows.columns, layout, reread))


def _view(
    name: str, table: Table, columns: Collection[str], layout: Mapping[str, str], reread: Mapping[str, Reread]
) -> Table:
    """Every reader asks for columns by name, so a select stands in for the table."""
    today = Table(
        layout.get(name, table.name),
        MetaData(),
        *(_today(name, column, column.name in columns, layout, reread) for column in table.columns),
    )
    if (
        today.name == table.name
        and list(today.c.keys()) == list(table.c.keys())
        and not any(f"{name}.{column}" in reread for column in columns)
    ):
        return table
    labelled = [today.c[_place(name, column.name, layout)].label(column.name) for column in table.columns]
    view: FromClause = select(*labelled).subquery(table.name)
    return cast(Table, view)


def _today(
    name: str, column: Column[Any], own: bool, layout: Mapping[str, str], reread: Mapping[str, Reread]
) -> Column[Any]:
    if not own:
        return Column(column.name, column.type)
    known = reread.get(f"{name}.{column.name}")
    type_ = column.type if known is None else Rereading(*known)
    return Column(_place(name, column.name, layout), type_)


def _place(name: str, column: str, layout: Mapping[str, str]) -> str:
    return layout.get(f"{name}.{column}", f".{column}").rpartition(".")[2]
