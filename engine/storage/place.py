"""Where an expression's names stand in SQL: columns of a form's table, of what its links lead to, of the rows in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, select

from engine.lang.expressions import MISSING, Missing, SqlPlace
from engine.storage.tables import AppTables

Path = tuple[str, ...]
THIS = "this"


@dataclass(frozen=True)
class FormPlace:
    """The names of one record of a form. `source` is its table or an alias of it.

    `constants` are known values by name: `me` (a mapping with its fields), `today`, `now`, and, where another record is
    being filled, `this`; attributes of a missing one are missing too. A path of links is one correlated subquery.
    """

    tables: AppTables
    form: str
    source: FromClause
    constants: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: AppTables, form: str, constants: Mapping[str, object] | None = None) -> FormPlace:
        return cls(tables, form, tables.form(form).table, constants or {})

    def constant(self, path: Path) -> object | Missing:
        if path[0] not in self.constants:
            return MISSING
        value: object = self.constants[path[0]]
        for name in path[1:]:
            value = value.get(name) if isinstance(value, Mapping) else None
        return value

    def column(self, path: Path) -> ColumnElement[Any]:
        names = path[1:] if path[0] == THIS else path
        return follow(self.tables, self.source, self.tables.form(self.form).links, names or ("id",))

    def rows(self, path: Path) -> tuple[FromClause, ColumnElement[bool], SqlPlace]:
        names = path[1:] if path[0] == THIS else path
        owner = self.form
        for name in names[:-1]:
            owner = self.tables.form(owner).links[name]
        row_table = self.tables.form(owner).rows[names[-1]]
        rows = row_table.table.alias()
        return rows, rows.c.parent_id == self.column((*names[:-1], "id")), RowPlace(self, rows, row_table.links)


@dataclass(frozen=True)
class RowPlace:
    """The names of one row of a table in a record: its own columns first, then the record's."""

    record: FormPlace
    source: FromClause
    links: Mapping[str, str]

    def constant(self, path: Path) -> object | Missing:
        return MISSING if path[0] in self.source.c else self.record.constant(path)

    def column(self, path: Path) -> ColumnElement[Any]:
        if path[0] not in self.source.c:
            return self.record.column(path)
        return follow(self.record.tables, self.source, self.links, path)

    def rows(self, path: Path) -> tuple[FromClause, ColumnElement[bool], SqlPlace]:
        return self.record.rows(path)


def follow(tables: AppTables, source: FromClause, links: Mapping[str, str], path: Path) -> ColumnElement[Any]:
    """The column at the end of a path of links; a link itself is its id, which is not looked up for `lot.id`."""
    if len(path) > 1 and path[-1] == "id":
        path = path[:-1]
    hops: list[FromClause] = []
    conditions: list[ColumnElement[bool]] = []
    here = source
    for name in path[:-1]:
        target = tables.form(links[name])
        alias = target.table.alias()
        conditions.append(alias.c.id == here.c[name])
        hops.append(alias)
        here, links = alias, target.links
    column: ColumnElement[Any] = here.c[path[-1]]
    if not hops:
        return column
    return select(column).where(*conditions).correlate_except(*hops).scalar_subquery()
