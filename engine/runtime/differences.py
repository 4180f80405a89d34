"""Two revisions of a record compared, field by field and row by row, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.forms.field import Field
from engine.forms.words import Words
from engine.lang.labels import Label
from engine.lang.problems import Refused

Json = dict[str, object]
Row = Mapping[str, Any]


def differences(
    fields: Iterable[Field], before: Mapping[str, Any], after: Mapping[str, Any], words: Words
) -> Iterator[Json]:
    """Values are JSON as the trail keeps them. A changed cell is called `readings.measured` and names its `row`."""
    for field in fields:
        old, new = before.get(field.id), after.get(field.id)
        if field.row_fields:
            yield from _rows(field, old or (), new or (), words)
        elif old != new:
            yield _change(field.id, field.title, said(field, old, words), said(field, new, words))


def said(field: Field, value: Any, words: Words) -> str:
    """A value of the trail in the person's words."""
    try:
        return field.to_text(field.from_wire(value), words)
    except Refused:  # the definition takes it no longer: shown as it was written
        return str(value)


def _rows(table: Field, before: Sequence[Row], after: Sequence[Row], words: Words) -> Iterator[Json]:
    stood = {row["id"]: row for row in before}
    left = {row["id"] for row in after}
    for position, row in enumerate(after, 1):
        title = Label(f"{table.title.zh} {position}", f"{table.title.en} {position}")
        old = stood.get(row["id"])
        if old is None:
            yield {**_change(table.id, title, "", _row(table, row, words)), "row": row["id"]}
            continue
        for column in table.row_fields:
            if column.drawn and column.stored and old.get(column.id) != row.get(column.id):
                cell = Label(f"{title.zh}·{column.title.zh}", f"{title.en}, {column.title.en}")
                texts = (said(column, each.get(column.id), words) for each in (old, row))
                yield {**_change(f"{table.id}.{column.id}", cell, *texts), "row": row["id"]}
    for position, row in enumerate(before, 1):
        if row["id"] not in left:
            title = Label(f"{table.title.zh} {position}", f"{table.title.en} {position}")
            yield {**_change(table.id, title, _row(table, row, words), ""), "row": row["id"]}


def _row(table: Field, row: Row, words: Words) -> str:
    """A whole row: `Hole 1; 25.01; pass`."""
    cells = (said(column, row.get(column.id), words) for column in table.row_fields if column.drawn)
    return "; ".join(filter(None, cells))


def _change(field: str, title: Label, before: str, after: str) -> Json:
    return {"field": field, "title": title, "before": before, "after": after}
