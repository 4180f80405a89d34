"""The `transfer` movement. EPCIS: ObjectEvent (OBSERVE), bizStep shipping then arriving, disposition in_transit."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.problems import Path
from engine.trace.line import LinePlan, LineTo
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.one_sided import OneSided


class Transfer(MovementDefinition):
    """A lot went to another holder and stays ours: its balance does not change.

    A frozen lot refuses it; it makes no edge.
    """

    kind: ClassVar[str] = "transfer"
    example: ClassVar[str] = "{transfer: {lot: lot, quantity: quantity, to: supplier}}"

    transfer: LineTo

    def compile(self, checker: LotChecker, path: Path) -> OneSided:
        party = ("to", self.transfer.to) if self.transfer.to else None
        plan = LinePlan.compile(self.transfer, checker, (*path, self.kind), party)
        return OneSided(self.kind, plan, sign=0, step="transfer", refuses_frozen=True)
