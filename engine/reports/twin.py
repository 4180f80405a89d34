"""The table twin of a chart: the same numbers as text, to read, to copy, and for those who do not see the picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.reports.look import Look

if TYPE_CHECKING:
    from pandas import DataFrame

Cell = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds numbers (aligned right), and its text for one row of the frame."""

    title: str
    number: bool
    text: Callable[[Cell], str]


@dataclass(frozen=True, slots=True)
class Twin:
    """`links[i]` opens the records counted in `rows[i]`."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "columns": [{"title": column.title, "number": column.number} for column in self.columns],
            "rows": [list(row) for row in self.rows],
            "links": list(self.links),
        }


def rows_of(frame: DataFrame) -> list[dict[str, Any]]:
    """The frame as plain rows."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict(orient="records")]


def twin(frame: DataFrame, columns: Sequence[Column], look: Look, by: bool, series: bool) -> Twin:
    """`by` and `series` say whether the chart tells its rows apart by a dimension and by a second one."""
    rows = rows_of(frame)
    return Twin(
        tuple(columns),
        tuple(tuple(column.text(row) for column in columns) for row in rows),
        tuple(look.links(row["key"] if by else None, row["series"] if series else None) for row in rows),
    )
