"""The `set` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from engine.lang.checker import Checker
from engine.lang.model import ExpressionText
from engine.lang.problems import Path
from engine.rules.action import THIS, ActionDefinition, Target, Touch
from engine.rules.assignments import Assigned, Assignments, fields_of
from engine.rules.effects import SetFields


class Set(ActionDefinition):
    """Writes fields of the record, or of the record a link names with `of`. Values are expressions over the record."""

    kind: ClassVar[str] = "set"
    example: ClassVar[str] = """{set: {status: "'scrapped'"}}"""

    set: Assigned = Field(min_length=1)
    of: ExpressionText = THIS

    def touches(self) -> tuple[Touch, ...]:
        return (Touch(self.set, of=self.of),)

    def compile(self, checker: Checker, path: Path) -> SetAction:
        target = Target.compile(self.of, checker, (*path, "of"))
        fields = fields_of(target.form, checker, (*path, "of")) if target.form else None
        return SetAction(target, Assignments.compile(self.set, fields, target.form, checker, (*path, "set")))


@dataclass(frozen=True, slots=True)
class SetAction:
    """Nothing to write when the link is empty."""

    target: Target
    assignments: Assignments

    def effects(self, values: Mapping[str, object]) -> tuple[SetFields, ...]:
        record = self.target.find(values)
        return (SetFields(record, self.assignments.values(values)),) if record else ()
