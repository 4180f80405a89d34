"""The `merge` movement. EPCIS: TransformationEvent, bizStep repackaging."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.model import ExpressionText
from engine.lang.problems import Path
from engine.trace.line import Line, LinePlan, first_field
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.two_sided import TwoSided


class MergeLine(Line):
    """The lots put together (`lot`, by `rows`) and the lot they went `into`."""

    into: ExpressionText


class Merge(MovementDefinition):
    """Lots were put together into one: their balances fall, its balance grows by the sum, edges go from each to it.

    A frozen lot refuses to be merged: nobody could tell it from the rest.
    """

    kind: ClassVar[str] = "merge"
    example: ClassVar[str] = "{merge: {into: lot, rows: parts, lot: lot, quantity: quantity}}"

    merge: MergeLine

    def compile(self, checker: LotChecker, path: Path) -> TwoSided:
        path = (*path, self.kind)
        plan = LinePlan.compile(self.merge, checker, path)
        other = checker.lot((*path, "into"), self.merge.into)
        return TwoSided(self.kind, plan, other, first_field(other), gives=False)
