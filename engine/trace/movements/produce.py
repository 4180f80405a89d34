"""The `produce` movement. EPCIS: output of a TransformationEvent, bizStep commissioning."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.problems import Path
from engine.trace.line import Line, LinePlan
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.one_sided import OneSided


class Produce(MovementDefinition):
    """A lot came out of a step: its balance grows, also when it is frozen.

    Edges come to it from all the step consumed.
    """

    kind: ClassVar[str] = "produce"
    example: ClassVar[str] = "{produce: {lot: output_lot, quantity: output_quantity}}"

    produce: Line

    def compile(self, checker: LotChecker, path: Path) -> OneSided:
        plan = LinePlan.compile(self.produce, checker, (*path, self.kind))
        return OneSided(self.kind, plan, sign=1, step="transform", edge="target")
