"""The `scrap` movement. EPCIS: ObjectEvent (DELETE), bizStep destroying, disposition destroyed."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.problems import Path
from engine.trace.line import Line, LinePlan
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.one_sided import OneSided


class Scrap(MovementDefinition):
    """A lot was destroyed: its balance falls.

    Frozen lots do not refuse it, scrap is what they may end as; it makes no edge.
    """

    kind: ClassVar[str] = "scrap"
    example: ClassVar[str] = "{scrap: {lot: lot, quantity: quantity}}"

    scrap: Line

    def compile(self, checker: LotChecker, path: Path) -> OneSided:
        plan = LinePlan.compile(self.scrap, checker, (*path, self.kind))
        return OneSided(self.kind, plan, sign=-1, step="scrap")
