"""Expectation `record`."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import ExpressionText
from engine.runtime.steps.expectations.expectation import Expectation
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import StepFailed


class ExpectRecord(Expectation):
    """The condition holds for this record."""

    kind: ClassVar[str] = "record"
    example: ClassVar[str] = "{record: =lot1, where: frozen and quality == 'rejected'}"

    record: str
    where: ExpressionText

    def check(self, play: Play, path: Path) -> None:
        record = play.record(self.record, (*path, "record"))
        if not play.stage.find(record.form, self.where, None, record):
            raise StepFailed((*path, "where"), f"{self.record}: '{self.where}' does not hold")
