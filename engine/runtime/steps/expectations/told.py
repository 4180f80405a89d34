"""Expectation `told`."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import Name
from engine.runtime.steps.expectations.expectation import Expectation
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import StepFailed


class ExpectTold(Expectation):
    """This person has been sent so many notices, about this record where one is named; copies of cases do not count."""

    kind: ClassVar[str] = "told"
    example: ClassVar[str] = "{told: wang, of: =ncr1, count: 2}"

    told: Name
    of: str | None = None
    count: int = 1

    def check(self, play: Play, path: Path) -> None:
        record = None if self.of is None else play.record(self.of, (*path, "of"))
        about = play.stage.notices(self.told)
        found = [one for one in about if record in (None, one)]
        if len(found) != self.count:
            raise StepFailed(path, f"{self.told} has been told {len(found)} times, not {self.count}")
