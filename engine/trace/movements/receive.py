"""The `receive` movement. EPCIS: ObjectEvent (ADD), bizStep receiving, disposition active."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.problems import Path
from engine.trace.line import LineFrom, LinePlan
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.one_sided import OneSided


class Receive(MovementDefinition):
    """A lot came in from a party: its balance grows. Frozen lots do not refuse it; it makes no edge."""

    kind: ClassVar[str] = "receive"
    example: ClassVar[str] = "{receive: {lot: lot, quantity: quantity, from: supplier}}"

    receive: LineFrom

    def compile(self, checker: LotChecker, path: Path) -> OneSided:
        party = ("from", self.receive.from_) if self.receive.from_ else None
        plan = LinePlan.compile(self.receive, checker, (*path, self.kind), party)
        return OneSided(self.kind, plan, sign=1, step="receive")
