"""Serial numbers of a record and its rows, given as it is submitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.forms.field import Field
from engine.forms.form import Form
from engine.runtime.turn import Turn
from engine.storage.numbering import next_in_sequence

Values = Mapping[str, Any]


def with_serials(turn: Turn, form: Form, before: Values, values: Values) -> Values:
    """The values with a number where one is due; those given `before` stay, in rows by the row's id.

    In the order of the form, so that two records never wait for each other's counters.
    """
    given = dict(values)
    for field in form.fields:
        counter = f"{turn.app.id}.{form.id}.{field.id}"
        if field.counted is not None:
            given[field.id] = before.get(field.id) or _next(turn, field, counter, values)
        columns = [column for column in field.row_fields if column.counted is not None]
        if columns:
            stood = {row["id"]: row for row in before.get(field.id) or ()}
            given[field.id] = tuple(_rows(turn, counter, columns, stood, values.get(field.id) or (), values))
    return given


def _rows(
    turn: Turn,
    counter: str,
    columns: Sequence[Field],
    stood: Mapping[str, Values],
    rows: Sequence[Values],
    record: Values,
) -> Iterator[Values]:
    for row in rows:
        old = stood.get(row["id"], {})
        names = {**record, **row}
        numbers = {
            column.id: old.get(column.id) or _next(turn, column, f"{counter}.{column.id}", names) for column in columns
        }
        yield {**row, **numbers}


def _next(turn: Turn, field: Field, counter: str, values: Values) -> str:
    assert field.counted is not None
    prefix = field.counted.prefix(values, turn.today)
    return field.counted.number(prefix, next_in_sequence(turn.connection, counter, prefix))
