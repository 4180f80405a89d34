"""The `consume` movement. EPCIS: input of a TransformationEvent, bizStep commissioning."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.problems import Path
from engine.trace.line import Line, LinePlan
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.one_sided import OneSided


class Consume(MovementDefinition):
    """A lot was used up in a step: its balance falls and a frozen lot refuses it.

    Edges go from it to all the step produced.
    """

    kind: ClassVar[str] = "consume"
    example: ClassVar[str] = "{consume: {rows: inputs, lot: lot, quantity: quantity}}"

    consume: Line

    def compile(self, checker: LotChecker, path: Path) -> OneSided:
        plan = LinePlan.compile(self.consume, checker, (*path, self.kind))
        return OneSided(self.kind, plan, sign=-1, step="transform", edge="source", refuses_frozen=True)
