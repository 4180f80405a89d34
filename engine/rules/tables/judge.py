"""What is wrong between the rows of a table: cases no row takes, cases two rows quarrel about, rows never hit.

Exact: inputs are cut into pieces (`axes`), rows are boxes of pieces (`regions`). Each finding shows one such case.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.lang.flaws import Flaw
from engine.rules.cells import said
from engine.rules.tables.regions import Box, TooFine, common, uncovered
from engine.rules.tables.table import DecisionTable, Row


def judge(table: DecisionTable) -> tuple[Flaw, ...]:
    """All of them; a table that falls apart into too many cases is said to be too large instead."""
    try:
        return (*_quarrels(table), *_idle(table), *_gap(table))
    except TooFine:
        sentence = "the table is too large to be judged: its cases fall apart into too many pieces"
        return (
            Flaw(("rows",), "table-large", sentence, "split it, or mention fewer different values", severity="error"),
        )


def _quarrels(table: DecisionTable) -> Iterator[Flaw]:
    """Each row that quarrels with one before it is named once, with the first such row."""
    boxes = {row.number: table.box(row) for row in table.rows}
    named: set[int] = set()
    for one, other in combinations(table.rows, 2):
        why = table.policy.quarrel(one, other)
        shared = common(boxes[one.number], boxes[other.number]) if why and other.number not in named else None
        if why and shared:
            named.add(other.number)
            sentence = f"rows {one.number} and {other.number} both fit when {example(table, shared)}, {why}"
            yield Flaw(("rows", other.number - 1), "table-overlap", sentence)


def _idle(table: DecisionTable) -> Iterator[Flaw]:
    for row in table.rows:
        box = table.box(row)
        path = ("rows", row.number - 1)
        empty = next((each.axis.name for each, pieces in zip(table.inputs, box, strict=True) if not pieces), None)
        if empty is not None:
            sentence = f"row {row.number} is never hit: '{empty}' has no such value"
            yield Flaw((*path, empty), "table-row-idle", sentence, severity="warning")
        elif table.policy.single and not uncovered(box, _boxes_before(table, row)):
            sentence = f"row {row.number} is never hit: the rows that go before it take all of its cases"
            yield Flaw(path, "table-row-idle", sentence, "remove it, or move it up", severity="warning")


def _boxes_before(table: DecisionTable, row: Row) -> Iterator[Box]:
    for other in table.policy.before(row, table.rows):
        yield table.box(table.rows[other.number - 1])


def _gap(table: DecisionTable) -> Iterator[Flaw]:
    if table.otherwise is not None or not table.policy.single:
        return
    left = uncovered(table.whole, (table.box(row) for row in table.rows))
    if left:
        sentence = f"no row fits when {example(table, left[0])}"
        yield Flaw(("rows",), "table-gap", sentence, "add a row for it, or write 'otherwise: …'", severity="warning")


def example(table: DecisionTable, box: Box) -> str:
    """One case of a box in words."""
    pairs = zip(table.inputs, box, strict=True)
    told = [f"{each.axis.name} is {said(each.axis.sample(pieces))}" for each, pieces in pairs]
    return " and ".join([", ".join(told[:-1]), told[-1]]) if told[1:] else told[0]
