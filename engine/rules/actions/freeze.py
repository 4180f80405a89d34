"""The `freeze` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.lang.checker import Checker
from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText
from engine.lang.problems import Path
from engine.rules.action import THIS, ActionDefinition, Target
from engine.rules.effects import Freeze as Hold
from engine.rules.wordings import Wording


class FreezeOptions(Definition):
    """Which lot, why, and for which record (`this` when left out)."""

    lot: ExpressionText
    reason: LabelText
    holder: ExpressionText = THIS


class Freeze(ActionDefinition):
    """Puts a hold on a lot. A lot may have several holds; freezing it again for the same record changes nothing."""

    kind: ClassVar[str] = "freeze"
    example: ClassVar[str] = '{freeze: {lot: lot, reason: "IQC {number}"}}'

    freeze: FreezeOptions

    def lots(self) -> tuple[tuple[Path, str], ...]:
        return ((("freeze", "lot"), self.freeze.lot),)

    def compile(self, checker: Checker, path: Path) -> FreezeAction:
        path = (*path, "freeze")
        return FreezeAction(
            Target.compile(self.freeze.lot, checker, (*path, "lot")),
            Wording.compile(self.freeze.reason, checker, (*path, "reason")),
            Target.compile(self.freeze.holder, checker, (*path, "holder")),
        )


@dataclass(frozen=True, slots=True)
class FreezeAction:
    """Nothing to hold when the link to the lot is empty."""

    lot: Target
    reason: Wording
    holder: Target

    def effects(self, values: Mapping[str, object]) -> tuple[Hold, ...]:
        lot, holder = self.lot.find(values), self.holder.find(values)
        return (Hold(lot, self.reason.render(values), holder),) if lot and holder else ()
