"""Fields that a condition makes read-only, and what was changed in them all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.forms.field import Field
from engine.forms.seen import RecordSeen
from engine.forms.shown import holds
from engine.lang.problems import Path, Problem


def overwritten(fields: Iterable[Field], before: RecordSeen, after: RecordSeen) -> Iterator[Problem]:
    """Fields and cells that were changed although they are read-only both before the change and after it.

    So what a person can do on the page step by step, unlocking a field first, can be sent in one go too.
    """
    for field in fields:
        if not field.locks_by_condition:
            continue
        if field.row_fields:
            yield from _cells(field, before, after)
        if _conditional(field) and _changed(field, before.held, after.held):
            yield from _locked(field, (field.id,), before, after)


def _cells(table: Field, before: RecordSeen, after: RecordSeen) -> Iterator[Problem]:
    rows_before = {row["id"]: row for row in before.held.get(table.id) or ()}
    for place, row in enumerate(after.held.get(table.id) or ()):
        names = after.row(table, row)
        old = rows_before.get(row.get("id"))
        for column in filter(_conditional, table.row_fields):
            if old is None:
                proposed = None if column.default is None else column.fit(column.default.evaluate(names))
                if row.get(column.id) not in (None, proposed):
                    yield from _locked(column, (table.id, place, column.id), names, names)
            elif _changed(column, old, row):
                yield from _locked(column, (table.id, place, column.id), before.row(table, old), names)


def _conditional(field: Field) -> bool:
    return field.stored and not isinstance(field.read_only, bool)


def _changed(field: Field, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return bool(before.get(field.id) != after.get(field.id))


def _locked(field: Field, path: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Problem]:
    if holds(field.read_only, before) and holds(field.read_only, after):
        yield Problem(path, "read-only")
