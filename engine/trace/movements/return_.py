"""The `return` movement. EPCIS: ObjectEvent (OBSERVE), bizStep shipping or receiving (RMA), disposition returned."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from engine.lang.model import ExpressionText
from engine.lang.problems import Path
from engine.trace.line import Line, LinePlan
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import MovementDefinition
from engine.trace.one_sided import OneSided


class ReturnLine(Line):
    """A line that goes back `to` a supplier or comes back `from` a customer."""

    to: ExpressionText | None = None
    from_: ExpressionText | None = Field(default=None, alias="from")


class Return(MovementDefinition):
    """A lot went back to its supplier (`to`: its balance falls) or came back from a customer (`from`: it grows).

    Frozen lots do not refuse it, going back is what they may end as; it makes no edge.
    """

    kind: ClassVar[str] = "return"
    example: ClassVar[str] = "{return: {lot: lot, quantity: quantity, to: supplier}}"

    return_: ReturnLine = Field(alias="return")

    def compile(self, checker: LotChecker, path: Path) -> OneSided:
        path = (*path, self.kind)
        to, back = self.return_.to, self.return_.from_
        if (to is None) == (back is None):
            checker.flaw(path, "return-direction", "a return says either 'to' (a supplier) or 'from' (a customer)")
        party = ("to", to) if to else ("from", back) if back else None
        plan = LinePlan.compile(self.return_, checker, path, party)
        return OneSided(self.kind, plan, sign=-1 if to else 1, step="return")
