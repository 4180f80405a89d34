"""The `start` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.lang.checker import Checker
from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.rules.action import THIS, ActionDefinition, Started, Target
from engine.rules.effects import StartFlow


class Start(ActionDefinition):
    """Starts a flow on the record, or on the record a link names with `of`."""

    kind: ClassVar[str] = "start"
    example: ClassVar[str] = "{start: disposition}"

    start: Name
    of: ExpressionText = THIS

    def started(self) -> tuple[Started, ...]:
        return (Started(("start",), self.start, THIS if self.of == THIS else None),)

    def compile(self, checker: Checker, path: Path) -> StartAction:
        return StartAction(self.start, Target.compile(self.of, checker, (*path, "of")))


@dataclass(frozen=True, slots=True)
class StartAction:
    flow: str
    target: Target

    def effects(self, values: Mapping[str, object]) -> tuple[StartFlow, ...]:
        record = self.target.find(values)
        return (StartFlow(self.flow, record),) if record else ()
