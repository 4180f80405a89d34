"""One performance of steps: the stage, the clock, the people and the names given so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from engine.lang.diagnostics import Path
from engine.lang.problems import Refused
from engine.runtime.steps.draws import Luck
from engine.runtime.steps.fill import fill, wire
from engine.runtime.steps.stage import Act, Called, NotThere, Stage
from engine.runtime.steps.step import Step, StepFailed


@dataclass
class Play:
    """Changes as the story goes on; belongs to one thread.

    `course` is how far the outermost loop has come, 0 to 1. `told` is called after every step.
    """

    stage: Stage
    now: datetime
    random: Random
    names: dict[str, object] = field(default_factory=dict)
    kept: dict[str, list[object]] = field(default_factory=dict)
    course: float | None = None
    told: Callable[[], None] = lambda: None

    def run(self, steps: Sequence[Step], path: Path) -> None:
        for position, step in enumerate(steps):
            self.do(step, (*path, position))

    def do(self, step: Step, path: Path) -> None:
        """One step; StepFailed, at the step or at a part of it, when it does not go as written."""
        try:
            step.run(self, path)
        except (NotThere, Refused) as wrong:
            raise StepFailed(path, str(wrong)) from wrong
        self.told()

    def pass_to(self, moment: datetime) -> None:
        """The clock goes on to a moment, unless it is past it, and deadlines come due on the way."""
        if moment > self.now:
            self.stage.pass_time(self.now, moment)
            self.now = moment

    def act(self, who: object, path: Path) -> Act:
        return Act(self.word(who, path), self.now)

    def word(self, value: object, path: Path) -> str:
        filled = self.filled(value, path)
        if not isinstance(filled, str):
            raise StepFailed(path, f"a word belongs here, not {filled!r}")
        return filled

    def filled(self, value: object, path: Path) -> object:
        """Names looked up and random values drawn; links still as the records they name."""
        try:
            return fill(value, self._lookup, Luck(self.random, self.now, self.course or 0.0))
        except NotThere as missing:
            raise StepFailed(path, str(missing)) from missing

    def values(self, values: Mapping[str, object], path: Path) -> Mapping[str, object]:
        """Values as they go over the wire."""
        return {key: wire(self.filled(value, (*path, key))) for key, value in values.items()}

    def record(self, text: str, path: Path) -> Called:
        found = self.filled(text, path)
        if not isinstance(found, Called):
            raise StepFailed(path, f"'{text}' is no record; records are named by 'call' and written '=name'")
        return found

    def _lookup(self, dotted: str) -> object:
        name, *path = dotted.split(".")
        if name not in self.names:
            raise NotThere(f"nothing is called '{name}' yet")
        value = self.names[name]
        for position, part in enumerate(path):
            if isinstance(value, Called):
                return self.stage.value(value, path[position:])
            if not isinstance(value, Mapping) or part not in value:
                raise NotThere(f"'{dotted}' has no '{part}'")
            value = value[part]
        return value
