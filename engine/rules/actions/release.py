"""The `release` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.lang.checker import Checker
from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText
from engine.lang.problems import Path
from engine.rules.action import ActionDefinition, Target
from engine.rules.effects import Release as Unhold
from engine.rules.wordings import Wording


class ReleaseOptions(Definition):
    """Which lot, why, and whose hold; without `holder` every hold on the lot is taken off."""

    lot: ExpressionText
    reason: LabelText | None = None
    holder: ExpressionText | None = None


class Release(ActionDefinition):
    """Takes holds off a lot. The lot is free when none is left."""

    kind: ClassVar[str] = "release"
    example: ClassVar[str] = '{release: {lot: lot, reason: "{number}"}}'

    release: ReleaseOptions

    def lots(self) -> tuple[tuple[Path, str], ...]:
        return ((("release", "lot"), self.release.lot),)

    def compile(self, checker: Checker, path: Path) -> ReleaseAction:
        path = (*path, "release")
        holder, reason = self.release.holder, self.release.reason
        return ReleaseAction(
            Target.compile(self.release.lot, checker, (*path, "lot")),
            None if reason is None else Wording.compile(reason, checker, (*path, "reason")),
            None if holder is None else Target.compile(holder, checker, (*path, "holder")),
        )


@dataclass(frozen=True, slots=True)
class ReleaseAction:
    """A named holder that is empty releases nothing, rather than everything."""

    lot: Target
    reason: Wording | None
    holder: Target | None

    def effects(self, values: Mapping[str, object]) -> tuple[Unhold, ...]:
        lot = self.lot.find(values)
        if lot is None:
            return ()
        reason = self.reason.render(values) if self.reason else None
        if self.holder is None:
            return (Unhold(lot, reason),)
        holder = self.holder.find(values)
        return (Unhold(lot, reason, holder),) if holder else ()
