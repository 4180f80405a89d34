"""Material is only what was there when it was drawn: of all edges that can be reached, those that keep to time.

One pass over the events: backward from the latest, forward from the first. A lot that has been refilled is several
lots here, one for each *spell* from one emptying to the next, because what left with the first filling is not in the
second. Within one event nothing that comes in goes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.trace.reach import Direction, Row

Spells = Mapping[tuple[int, int], tuple[int, int]]
"""Of a refilled lot and an event: the spell drawn from, and the spell filled."""


def in_time(rows: Sequence[Row], order: Sequence[int], start: int, direction: Direction, spells: Spells) -> list[Row]:
    """The rows on a way that keeps to time; `order` has every event once, as they happened."""
    near, far = (2, 1) if direction == "backward" else (1, 2)
    happened: dict[int, list[Any]] = {event: [] for event in order}
    for row in _labelled(rows, spells) if spells else rows:
        happened[row[0]].append(row)
    opened: set[object] = {
        start,
        *((start, spell) for (lot, _), both in spells.items() if lot == start for spell in both),
    }
    kept: list[Any] = []
    for event in reversed(order) if direction == "backward" else order:
        here = [row for row in happened[event] if row[near] in opened]
        kept += here
        opened.update([row[far] for row in here])
    return [row[3] for row in kept] if spells else kept


def _labelled(rows: Sequence[Row], spells: Spells) -> list[tuple[int, object, object, Row]]:
    """The rows with lot and spell in place of a refilled lot."""
    return [
        (
            row[0],
            (row[1], spells[row[1], row[0]][0]) if (row[1], row[0]) in spells else row[1],
            (row[2], spells[row[2], row[0]][1]) if (row[2], row[0]) in spells else row[2],
            row,
        )
        for row in rows
    ]
