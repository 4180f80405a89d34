"""Rows of a table as somebody sends them at a step where only some columns may be written, or are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.flows.rights import FieldRights
from engine.forms.field import Field
from engine.lang.problems import Problem, Refused

Row = Mapping[str, Any]
IDS = ("id", "source_row")
"""What a row has beside its columns."""


def in_part(rights: FieldRights, table: str) -> bool:
    """Whether only a part of a table may be written at this step."""
    return not rights.whole(table) or bool(rights.hidden_columns(table))


def merged(field: Field, rights: FieldRights, stood: Sequence[Row], sent: Sequence[Row]) -> tuple[Row, ...]:
    """The rows as they then stand: what may not be written, or is not shown, stays as it was.

    Refused, with every cell and row that is not for this step.
    """
    before = {row["id"]: row for row in stood}
    problems = [*_foreign(field, rights, before, sent), *_gone(field, rights, before, sent)]
    if problems:
        raise Refused(*problems)
    return tuple(_row(field, rights, before.get(row.get("id")), row) for row in sent)


def _foreign(field: Field, rights: FieldRights, before: Mapping[Any, Row], sent: Sequence[Row]) -> Iterator[Problem]:
    hidden, may_add = rights.hidden_columns(field.id), _may(rights, field.id, "add")
    for index, row in enumerate(sent):
        stood = before.get(row.get("id"))
        if stood is None and not may_add:
            yield Problem((field.id, index), "row-not-here")
            continue
        for name, value in row.items():
            if name in IDS or (name in hidden and value is None):
                continue
            kept = stood is not None and name not in _writable(field, rights) and value != stood.get(name)
            if name in hidden or kept:
                yield Problem((field.id, index, name), "not-here")


def _gone(field: Field, rights: FieldRights, before: Mapping[Any, Row], sent: Sequence[Row]) -> Iterator[Problem]:
    if before.keys() - {row.get("id") for row in sent} and not _may(rights, field.id, "delete"):
        yield Problem((field.id,), "rows-stay")


def _row(field: Field, rights: FieldRights, stood: Row | None, row: Row) -> Row:
    if stood is None:
        return {name: value for name, value in row.items() if name not in rights.hidden_columns(field.id)}
    writable = _writable(field, rights)
    return {**stood, **{name: value for name, value in row.items() if name in writable}}


def _writable(field: Field, rights: FieldRights) -> frozenset[str]:
    every = frozenset(column.id for column in field.row_fields)
    named = every if rights.whole(field.id) else rights.columns(field.id)
    return named - rights.hidden_columns(field.id)


def _may(rights: FieldRights, table: str, what: str) -> bool:
    return rights.whole(table) or what in rights.rows.get(table, ())
