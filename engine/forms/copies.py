"""Rows copied from a table of another record: which row comes from which, and what always comes from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.forms.field import Field
from engine.forms.field_types.table import SOURCE_ROW, Row
from engine.lang.problems import Problem

SourceRow = Mapping[str, Any]
"""A row of the source, with its "id" and its columns; links in it as records."""


def fill_rows(table: Field, source: Iterable[SourceRow]) -> tuple[Row, ...]:
    """One new row for each row of the source."""
    return tuple({"id": None, **_copy(table, row)} for row in source)


def recopy(table: Field, rows: Iterable[Row], source: Sequence[SourceRow]) -> tuple[Row, ...]:
    """The same rows with the copied columns as the source has them, whatever stands in them.

    A row that does not say where it comes from is recognised by the copied columns it brought along, or else by its
    place. When none of the rows is from this source (another plan was picked), they are replaced by its rows.
    """
    kept = tuple(rows)
    by_id = {row["id"]: row for row in source}
    origins = list(_origins(table, kept, by_id))
    stale = [row for row in kept if row.get(SOURCE_ROW) is not None]
    if kept and len(stale) == len(kept) and not any(origins):
        return fill_rows(table, source)
    return tuple({**row, **_copy(table, origin)} for row, origin in zip(kept, origins, strict=True))


def as_source(rows: Iterable[Row]) -> tuple[SourceRow, ...]:
    """Rows as they were stored, taken as the source of what is sent later: a snapshot stays what it was."""
    return tuple({**row, "id": row.get(SOURCE_ROW)} for row in rows if row.get(SOURCE_ROW) is not None)


def row_problems(table: Field, rows: Sequence[Row], source: Sequence[SourceRow]) -> Iterator[Problem]:
    """Rows of the source that are missing, and rows that are from nowhere."""
    known = {row["id"] for row in source}
    used = {row.get(SOURCE_ROW) for row in rows}
    for place, row in enumerate(rows):
        if row.get(SOURCE_ROW) not in known:
            yield Problem((table.id, place), "row-unknown")
    for missing in source:
        if missing["id"] not in used:
            yield Problem((table.id,), "row-missing", {"name": _name(table, missing)})


def _origins(table: Field, rows: Iterable[Row], by_id: Mapping[Any, SourceRow]) -> Iterator[SourceRow | None]:
    used: set[Any] = set()
    for row in rows:
        origin = by_id.get(row.get(SOURCE_ROW)) if row.get(SOURCE_ROW) is not None else None
        if origin is None and row.get(SOURCE_ROW) is None:
            brought = _brought(table, row)
            alike = [each for each in by_id.values() if _alike(table, brought, each)]
            repeated = alike[0] if alike and brought else None
            origin = next((each for each in alike if each["id"] not in used), repeated)
        if origin is not None:
            used.add(origin["id"])
        yield origin


def _brought(table: Field, row: Row) -> Row:
    """The copied columns a row came with; one that brings none is meant by its place."""
    return {name: row[name] for name in table.copied if row.get(name) is not None}


def _alike(table: Field, brought: Row, origin: SourceRow) -> bool:
    return all(_fitted(table, name, origin) == value for name, value in brought.items())


def _copy(table: Field, origin: SourceRow | None) -> Row:
    if origin is None:
        return {SOURCE_ROW: None, **dict.fromkeys(table.copied)}
    return {SOURCE_ROW: origin["id"], **{name: _fitted(table, name, origin) for name in table.copied}}


def _fitted(table: Field, name: str, origin: SourceRow) -> Any:
    return table.columns[name].fit(origin.get(name))


def _name(table: Field, origin: SourceRow) -> str:
    """The first text of a row, to say which one is meant."""
    texts = (origin.get(column.id) for column in table.row_fields if column.id in table.copied and column.named)
    return str(next((text for text in texts if text), origin["id"]))
