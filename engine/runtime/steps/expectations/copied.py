"""Expectation `copied`."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import Name
from engine.runtime.steps.expectations.expectation import Expectation
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import StepFailed


class ExpectCopied(Expectation):
    """This person was told of so many cases at `cc` steps, of this record's where one is named."""

    kind: ClassVar[str] = "copied"
    example: ClassVar[str] = "{copied: li, of: =ncr1}"

    copied: Name
    of: str | None = None
    count: int = 1

    def check(self, play: Play, path: Path) -> None:
        record = None if self.of is None else play.record(self.of, (*path, "of"))
        found = [one for one in play.stage.copies(self.copied) if record in (None, one)]
        if len(found) != self.count:
            raise StepFailed(path, f"{self.copied} was told of {len(found)} cases, not {self.count}")
