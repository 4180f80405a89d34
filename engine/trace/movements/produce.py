"""The `produce` movement. EPCIS: output of a TransformationEvent, bizStep commissioning."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.checker import Checker
from engine.lang.problems import Path
from engine.trace.line import Line, LinePlan
from engine.trace.movement import MovementDefinition
from engine.trace.one_sided import OneSided


class Produce(MovementDefinition):
    """A lot came out of a step: its balance grows, and edges come to it from all the step consumed. Frozen lots do not refuse it."""

    kind: ClassVar[str] = "produce"
    example: ClassVar[str] = "{produce: {lot: output_lot, quantity: output_quantity}}"

    produce: Line

    def compile(self, checker: Checker, path: Path) -> OneSided:
        plan = LinePlan.compile(self.produce, checker, (*path, self.kind))
        return OneSided(self.kind, plan, sign=1, step="transform", edge="target")
