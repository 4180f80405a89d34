"""Movements between lots: a line takes from one lot and gives the same quantity to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.lang.expressions import Expression
from engine.lang.problems import Problem
from engine.trace.line import LinePlan, Moved, record_of
from engine.trace.movement import Movement


@dataclass(frozen=True, slots=True)
class TwoSided:
    """A plan whose lines and one other lot change places; `gives` is whether the other lot is the one taken from."""

    kind: str
    plan: LinePlan
    other: Expression
    other_field: str
    gives: bool

    def movements(self, values: Mapping[str, object], problems: list[Problem]) -> tuple[Movement, ...]:
        lines = tuple(self.plan.moved(values, problems))
        other = record_of(self.other, values)
        if lines and other is None:
            problems.append(Problem((self.other_field,), "required"))
        if other is None or not lines:
            return ()
        here = (self.other_field,)
        whole = Moved(other, sum((line.quantity for line in lines), Decimal(0)), None, here, here)
        sources, targets = ((whole,), lines) if self.gives else (lines, (whole,))
        return (*map(self._taken, sources), *map(self._given, targets))

    def _taken(self, moved: Moved) -> Movement:
        return replace(self._given(moved), sign=-1, edge="source", refuses_frozen=True)

    def _given(self, moved: Moved) -> Movement:
        return Movement(
            kind=self.kind,
            step=self.kind,
            lot=moved.lot,
            quantity=moved.quantity,
            sign=1,
            edge="target",
            path=moved.path,
            quantity_path=moved.quantity_path,
        )
