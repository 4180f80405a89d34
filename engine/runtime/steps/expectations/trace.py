"""Expectation `trace`."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from engine.lang.diagnostics import Path
from engine.lang.model import Many, Name
from engine.runtime.steps.expectations.expectation import Expectation
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import StepFailed


class ExpectTrace(Expectation):
    """A trace of this lot, as this person sees it, finds these records and not those."""

    kind: ClassVar[str] = "trace"
    example: ClassVar[str] = "{trace: =lot1, direction: forward, for: liu, finds: [=motor1, =shipment1]}"

    trace: str
    direction: Literal["backward", "forward"]
    person: Name = Field(alias="for")
    finds: Many[str] = ()
    misses: Many[str] = ()

    def check(self, play: Play, path: Path) -> None:
        found = play.stage.trace(self.person, play.record(self.trace, (*path, "trace")), self.direction)
        for position, name in enumerate(self.finds):
            if play.record(name, (*path, "finds", position)) not in found:
                raise StepFailed((*path, "finds", position), f"the trace does not find {name}")
        for position, name in enumerate(self.misses):
            if play.record(name, (*path, "misses", position)) in found:
                raise StepFailed((*path, "misses", position), f"the trace finds {name}")
