"""One row of the grouped answer: what is drawn as one mark and listed as one line of the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.lang.columns import read_number
from engine.lang.labels import Language
from engine.reports.keys import EMPTY, to_wire
from engine.reports.naming import Naming

MOST = 2000
"""More groups than this are no chart; the query stops there and says so."""


@dataclass(frozen=True, slots=True)
class Group:
    """`key` and `series` are wire keys. `rows` stood in the group, `counted` of them are what a click shows."""

    key: str
    label: str
    series: str
    series_label: str
    values: tuple[Decimal | None, ...]
    rows: int
    counted: int


def read_groups(
    answers: Sequence[Mapping[str, Any]],
    by: Naming | None,
    series: Naming | None,
    measures: int,
    language: Language,
) -> tuple[Group, ...]:
    """The groups out of the database's rows, named in the language."""
    groups = []
    for answer in answers[:MOST]:
        key, label = _named(answer, "key", by, language)
        series_key, series_label = _named(answer, "series", series, language)
        values = tuple(read_number(answer[f"m{index}"]) for index in range(measures))
        groups.append(Group(key, label, series_key, series_label, values, answer["rows"], answer["counted"]))
    return tuple(groups)


def _named(answer: Mapping[str, Any], column: str, dimension: Naming | None, language: Language) -> tuple[str, str]:
    if dimension is None:
        return EMPTY, ""
    key = dimension.key_of(answer[column])
    return to_wire(key), dimension.label(key, answer.get(f"{column}_name"), language)
