"""What still stands in the way of submitting a completed record: everything, each at its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.forms.computing import source_rows
from engine.forms.copies import row_problems
from engine.forms.field import Field
from engine.forms.reading import Reading
from engine.forms.seen import RecordSeen, Values
from engine.forms.shown import holds, is_shown
from engine.lang.problems import Path, Problem


def missing(fields: Iterable[Field], seen: RecordSeen, before: Values | None) -> Iterator[Problem]:
    """Required fields left empty, values out of bounds, rows missing from a copied table; only of what is shown."""
    for field in fields:
        if not field.stored or not (field.judged or field.row_fields) or not is_shown(field, seen):
            continue
        yield from _value(field, seen.held.get(field.id), seen, ())
        if field.row_fields:
            yield from _rows(field, seen, before)


def _rows(table: Field, seen: RecordSeen, before: Values | None) -> Iterator[Problem]:
    rows = seen.held.get(table.id) or ()
    if table.source_path is not None:
        yield from row_problems(table, rows, source_rows(table, seen, before))
    judged = [column for column in table.row_fields if column.judged]
    for place, row in enumerate(rows if judged else ()):
        names = seen.row(table, row)
        for column in judged:
            if is_shown(column, names):
                yield from _value(column, row.get(column.id), names, (table.id, place))


def _value(field: Field, value: Any, names: Mapping[str, Any], at: Path) -> Iterator[Problem]:
    if is_empty(value):
        if holds(field.required, names):
            yield Problem((*at, field.id), "required")
    elif field.definition.bounded:
        reading = Reading((*at, field.id))
        field.definition.beyond(value, reading)
        yield from reading.problems


def is_empty(value: Any) -> bool:
    """No answer. `false` and zero are answers."""
    return value is None or value == "" or (isinstance(value, tuple | list) and not value)
