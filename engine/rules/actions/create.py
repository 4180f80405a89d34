"""The `create` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from engine.lang.checker import Checker
from engine.lang.model import Name
from engine.lang.problems import Path
from engine.rules.action import ActionDefinition, Started, Touch
from engine.rules.assignments import Assigned, Assignments, fields_of
from engine.rules.effects import CreateRecord


class Create(ActionDefinition):
    """Makes a record of a form.

    `set` gives its fields as expressions over the event's record, `start` starts a flow on it.
    """

    kind: ClassVar[str] = "create"
    example: ClassVar[str] = "{create: nonconformance, set: {lot: lot, source: this}, start: disposition}"

    create: Name
    set: Assigned = Field(default_factory=dict)
    start: Name | None = None

    def touches(self) -> tuple[Touch, ...]:
        return (Touch(self.set, self.create),)

    def started(self) -> tuple[Started, ...]:
        return (Started(("start",), self.start, self.create),) if self.start else ()

    def compile(self, checker: Checker, path: Path) -> CreateAction:
        fields = fields_of(self.create, checker, (*path, "create"))
        assignments = Assignments.compile(self.set, fields, self.create, checker, (*path, "set"))
        return CreateAction(self.create, assignments, self.start)


@dataclass(frozen=True, slots=True)
class CreateAction:
    form: str
    assignments: Assignments
    start: str | None

    def effects(self, values: Mapping[str, object]) -> tuple[CreateRecord, ...]:
        return (CreateRecord(self.form, self.assignments.values(values), self.start),)
