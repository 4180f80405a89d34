"""Parts standing on each other: positive ones up from zero, negative ones (credits) down from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def stacked(rows: Iterable[dict[str, Any]], place: str) -> list[dict[str, Any]]:
    """The rows with `start` and `end`, stacked in the order they come wherever `place` is the same."""
    up: dict[Any, float] = {}
    down: dict[Any, float] = {}
    found = []
    for row in rows:
        value = row["value"] or 0.0
        pile = up if value >= 0 else down
        start = pile.get(row[place], 0.0)
        pile[row[place]] = start + value
        found.append({**row, "start": start, "end": start + value})
    return found


def ends(rows: Iterable[dict[str, Any]]) -> list[float]:
    return [row["end"] for row in rows]
