"""The tables of an app: one for each form, one for each table in a form. A column is named as its field."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, false

from engine.lang.expressions import DEPARTMENT, PERSON, RecordType, RowsType
from engine.storage.departments import department
from engine.storage.people import person
from engine.storage.system import moment, moment_or_none, text, text_or_none

if TYPE_CHECKING:
    from engine.forms.form import Field, Form

PERSON_LINKS = {"manager": PERSON, "department": DEPARTMENT}
DEPARTMENT_LINKS = {"parent": DEPARTMENT, "head": PERSON}
RECORD_LINKS = {"created_by": PERSON, "changed_by": PERSON, "submitted_by": PERSON}
ROW_COLUMNS = ("id", "parent_id", "position")
UNIQUE = "key"
"""How the names of natural keys begin, so that a migration knows those of before."""
IDENTIFIER = 60
"""PostgreSQL cuts names at 63 bytes; three are left for what it adds."""


@dataclass(frozen=True, slots=True)
class RowTable:
    """One table in a form: its rows belong to a record and keep their order."""

    field: str
    table: Table
    links: Mapping[str, str]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """A form's own table, and those of the tables in it. `links` names, by column, the form a link goes to."""

    app: str
    id: str
    form: Form | None
    table: Table
    links: Mapping[str, str]
    columns: tuple[str, ...]
    rows: Mapping[str, RowTable]
    parts: Mapping[str, tuple[str, ...]]
    """By field, the parts of a value that is kept in columns `field__part`."""
    name: str
    lot: bool


@dataclass(frozen=True)
class AppTables:
    app: str
    metadata: MetaData
    forms: Mapping[str, FormTable]

    @classmethod
    def compile(
        cls, app: str, forms: Iterable[Form], lots: Collection[str] = (), organisations: str | None = None
    ) -> AppTables:
        """`lots` are the forms whose records carry material: they can be frozen. A person's organisation is a record
        of the form `organisations`."""
        metadata = MetaData()
        tables = {form.id: _form_table(metadata, app, form, lot=form.id in lots) for form in forms}
        links = PERSON_LINKS | ({"organisation": organisations} if organisations else {})
        people = FormTable("", PERSON, None, person, links, (), {}, {}, "name", lot=False)
        departments = FormTable("", DEPARTMENT, None, department, DEPARTMENT_LINKS, (), {}, {}, "name", lot=False)
        return cls(app, metadata, {**tables, PERSON: people, DEPARTMENT: departments})

    @cached_property
    def layout(self) -> dict[str, str]:
        """What the app calls its places -> where they are: `lot.code` -> `qa__lot.code`."""
        layout: dict[str, str] = {}
        for form in self:
            layout |= _places(form.id, form.table.name, form.columns)
            for rows in form.rows.values():
                layout |= _places(f"{form.id}.{rows.field}", rows.table.name, rows.columns)
        return layout

    def form(self, form_id: str) -> FormTable:
        return self.forms[form_id]

    def __iter__(self) -> Iterator[FormTable]:
        """The tables of the forms themselves, without those of people and departments."""
        return (form for form in self.forms.values() if form.form is not None)


def identifier(*parts: str) -> str:
    """`app__form__table`; what is too long for a database is shortened to a name that is still its own."""
    name = "__".join(parts)
    if len(name) <= IDENTIFIER:
        return name
    return f"{name[: IDENTIFIER - 9]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _places(name: str, table: str, columns: Iterable[str]) -> dict[str, str]:
    return {name: table} | {f"{name}.{column}": f"{table}.{column}" for column in columns}


def _form_table(metadata: MetaData, app: str, form: Form, *, lot: bool) -> FormTable:
    stored = _stored(form.fields)
    links = _links(form.fields)
    name = identifier(app, form.id)
    table = Table(
        name,
        metadata,
        text("id", primary_key=True),
        Column("rev", Integer, nullable=False),
        text_or_none("number"),
        text("state"),
        moment("created_at"),
        text_or_none("created_by"),
        moment("changed_at"),
        text_or_none("changed_by"),
        moment_or_none("submitted_at"),
        text_or_none("submitted_by"),
        moment_or_none("deleted_at"),
        *([Column("frozen", Boolean, nullable=False, server_default=false())] if lot else []),
        *stored,
    )
    _index(table, "number", unique=True)
    _index(table, "created_at", "id")
    for link in links:
        _index(table, link)
    _index_unique(table, form.fields)
    if form.key:
        _index(table, *form.key, unique=True, where=table.c.deleted_at.is_(None))
    rows = {field.id: _row_table(metadata, name, field) for field in form.fields if _is_table(field)}
    columns = tuple(column.name for column in stored)
    parts = {field.id: tuple(field.column_parts) for field in form.fields if field.column_parts}
    return FormTable(app, form.id, form, table, links | RECORD_LINKS, columns, rows, parts, form.name, lot)


def _row_table(metadata: MetaData, parent: str, field: Field) -> RowTable:
    stored = _stored(field.row_fields)
    links = _links(field.row_fields)
    table = Table(
        identifier(parent, field.id),
        metadata,
        text("id", primary_key=True),
        Column("parent_id", ForeignKey(f"{parent}.id", ondelete="CASCADE"), nullable=False),
        Column("position", Integer, nullable=False),
        *stored,
    )
    _index(table, "parent_id", "position")
    _index_unique(table, field.row_fields)
    for link in links:
        _index(table, link)
    return RowTable(field.id, table, links, tuple(column.name for column in stored))


def _stored(fields: Iterable[Field]) -> list[Column[Any]]:
    return [Column(name, kind) for field in fields for name, kind in _columns_of(field)]


def _columns_of(field: Field) -> Iterator[tuple[str, Any]]:
    if field.column_type() is not None:
        yield field.id, field.column_type()
    for part, kind in field.column_parts.items():
        yield part_column(field.id, part), kind


def part_column(field: str, part: str) -> str:
    """The column of one part of a value. No field has two underscores in its name side by side."""
    return f"{field}__{part}"


def _links(fields: Iterable[Field]) -> dict[str, str]:
    types = ((field, field.expression_type()) for field in fields if field.column_type() is not None)
    return {field.id: kind.form for field, kind in types if isinstance(kind, RecordType)}


def _is_table(field: Field) -> bool:
    return isinstance(field.expression_type(), RowsType)


def _index_unique(table: Table, fields: Iterable[Field]) -> None:
    for field in fields:
        if field.unique:
            _index(table, field.id, unique=True)


def _index(table: Table, *columns: str, unique: bool = False, where: Any = None) -> None:
    name = identifier(UNIQUE if unique else "ix", table.name, *columns)
    options = {} if where is None else {"sqlite_where": where, "postgresql_where": where}
    Index(name, *(table.c[column] for column in columns), unique=unique, **options)
