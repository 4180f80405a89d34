"""The `decided` event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from engine.lang.checker import Checker
from engine.lang.model import Many, Name
from engine.lang.problems import Path
from engine.rules.event import Awaited, Event, EventDefinition, Trigger


class Decided(EventDefinition):
    """A step of a flow was decided, or (without `step`) a flow came to its end.

    The record is read as it stands after the decision. `outcome` narrows it: to `approve`, `reject` or a chosen option
    at a step, to the name of an `end` (or `approved`, `rejected`) at the end.
    """

    kind: ClassVar[str] = "decided"
    example: ClassVar[str] = "{decided: nonconformance, flow: disposition, step: judge, outcome: [return, scrap]}"

    decided: Name
    flow: Name | None = None
    step: Name | None = None
    outcome: Name | Many[Name] = Field(default=())

    @property
    def outcomes(self) -> tuple[str, ...]:
        return (self.outcome,) if isinstance(self.outcome, str) else self.outcome

    def awaited(self) -> Awaited | None:
        return None if self.flow is None else Awaited((), self.flow, self.step, self.outcomes)

    def compile(self, checker: Checker, path: Path) -> Trigger:
        if self.flow is not None:
            return Decision(self.decided, self.flow, self.step, self.outcomes)
        for key in ("step", "outcome"):
            if getattr(self, key):
                sentence = f"'{key}' belongs to a flow, and no flow is named"
                checker.flaw((*path, key), "key-missing", sentence, "add 'flow: …'")
        return AnyEnd(self.decided)


@dataclass(frozen=True, slots=True)
class Decision:
    """A step of one flow, or its end, with one of these outcomes; with any when none is named."""

    form: str
    flow: str
    step: str | None
    outcomes: tuple[str, ...]
    verb: str = Decided.kind

    def hears(self, event: Event) -> bool:
        if (event.flow, event.step) != (self.flow, self.step):
            return False
        return not self.outcomes or event.outcome in self.outcomes


@dataclass(frozen=True, slots=True)
class AnyEnd:
    """The end of any flow of the form."""

    form: str
    verb: str = Decided.kind

    def hears(self, event: Event) -> bool:
        return event.step is None
