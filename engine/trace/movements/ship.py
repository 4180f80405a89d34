"""The `ship` movement. EPCIS: ObjectEvent (OBSERVE), bizStep shipping, disposition in_transit."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.problems import Path
from engine.trace.line import LinePlan, LineTo
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.one_sided import OneSided


class Ship(MovementDefinition):
    """A lot left for a customer: its balance falls, a frozen lot refuses it; it makes no edge."""

    kind: ClassVar[str] = "ship"
    example: ClassVar[str] = "{ship: {rows: lines, lot: lot, quantity: quantity, to: customer}}"

    ship: LineTo

    def compile(self, checker: LotChecker, path: Path) -> OneSided:
        party = ("to", self.ship.to) if self.ship.to else None
        plan = LinePlan.compile(self.ship, checker, (*path, self.kind), party)
        return OneSided(self.kind, plan, sign=-1, step="ship", refuses_frozen=True)
