"""The `split` movement. EPCIS: TransformationEvent, bizStep repackaging."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.model import ExpressionText
from engine.lang.problems import Path
from engine.trace.line import Line, LinePlan, first_field
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.two_sided import TwoSided


class SplitLine(Line):
    """The new lots (`lot`, by `rows`) and the lot they were taken `out_of`."""

    out_of: ExpressionText


class Split(MovementDefinition):
    """Parts of one lot became lots of their own: its balance falls by what the parts gain.

    Edges go from it to each part. A frozen lot refuses to be split: its parts would be free.
    """

    kind: ClassVar[str] = "split"
    example: ClassVar[str] = "{split: {out_of: lot, rows: parts, lot: lot, quantity: quantity}}"

    split: SplitLine

    def compile(self, checker: LotChecker, path: Path) -> TwoSided:
        path = (*path, self.kind)
        plan = LinePlan.compile(self.split, checker, path)
        other = checker.lot((*path, "out_of"), self.split.out_of)
        return TwoSided(self.kind, plan, other, first_field(other), gives=True)
