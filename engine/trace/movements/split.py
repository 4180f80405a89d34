"""The `split` movement. EPCIS: TransformationEvent, bizStep repackaging."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.checker import Checker
from engine.lang.model import ExpressionText
from engine.lang.problems import Path
from engine.trace.line import Line, LinePlan, first_field, record_expression
from engine.trace.movement import MovementDefinition
from engine.trace.two_sided import TwoSided


class SplitLine(Line):
    """The new lots (`lot`, by `rows`) and the lot they were taken `out_of`."""

    out_of: ExpressionText


class Split(MovementDefinition):
    """Parts of one lot became lots of their own: its balance falls by what the parts gain, edges go from it to each part.

    A frozen lot refuses to be split: its parts would be free.
    """

    kind: ClassVar[str] = "split"
    example: ClassVar[str] = "{split: {out_of: lot, rows: parts, lot: lot, quantity: quantity}}"

    split: SplitLine

    def compile(self, checker: Checker, path: Path) -> TwoSided:
        path = (*path, self.kind)
        plan = LinePlan.compile(self.split, checker, path)
        other = record_expression(self.split.out_of, checker, (*path, "out_of"))
        return TwoSided(self.kind, plan, other, first_field(other), gives=True)
