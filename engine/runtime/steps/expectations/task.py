"""Expectation `task`."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from engine.lang.diagnostics import Path
from engine.lang.model import Name
from engine.runtime.steps.expectations.expectation import Expectation
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import StepFailed


class ExpectTask(Expectation):
    """This person has so many open tasks at this node, of this record where one is named."""

    kind: ClassVar[str] = "task"
    example: ClassVar[str] = "{task: judge, for: wang, of: =ncr1}"

    task: Name
    person: Name = Field(alias="for")
    of: str | None = None
    count: int = 1

    def check(self, play: Play, path: Path) -> None:
        record = None if self.of is None else play.record(self.of, (*path, "of"))
        tasks = [task for task in play.stage.tasks(self.person) if task.node == self.task]
        found = [task for task in tasks if record in (None, task.record)]
        if len(found) != self.count:
            raise StepFailed(path, f"{self.person} has {len(found)} open tasks '{self.task}', not {self.count}")
