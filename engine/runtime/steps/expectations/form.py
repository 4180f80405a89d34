"""Expectation `form`."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from engine.lang.diagnostics import Path
from engine.lang.model import ExpressionText, Name
from engine.runtime.steps.expectations.expectation import Expectation
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import StepFailed


class ExpectForm(Expectation):
    """So many records fit; with `for`, so many of those this person may see."""

    kind: ClassVar[str] = "form"
    example: ClassVar[str] = "{form: lot, where: frozen, for: chen, count: 1}"

    form: Name
    where: ExpressionText | None = None
    person: Name | None = Field(default=None, alias="for")
    count: int

    def check(self, play: Play, path: Path) -> None:
        found = play.stage.find(self.form, self.where, self.person, None)
        if len(found) != self.count:
            raise StepFailed((*path, "count"), f"{len(found)} records of '{self.form}' fit, not {self.count}")
