"""Step `expect`."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.diagnostics import Path
from engine.runtime.steps.expectations import Expectation, ExpectationKind
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import Step


class Expect(Step):
    """Something must be so now."""

    kind: ClassVar[str] = "expect"
    example: ClassVar[str] = "{expect: {record: =lot1, where: frozen}}"

    expect: ExpectationKind

    def run(self, play: Play, path: Path) -> None:
        expectation: Expectation = self.expect
        expectation.check(play, (*path, "expect"))
