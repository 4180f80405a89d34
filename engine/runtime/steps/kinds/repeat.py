"""Step `repeat`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import Many, Name
from engine.runtime.steps.kinds.wait import span_of
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import Step

if TYPE_CHECKING:
    from engine.runtime.steps.step import Step as AnyStep


class Repeat(Step):
    """The same steps several times, beginning `every` so often; `count` names the number of the round, from 1."""

    kind: ClassVar[str] = "repeat"
    example: ClassVar[str] = "{repeat: 26, every: 7 days, count: week, steps: []}"

    repeat: int
    every: str = "0 days"
    count: Name | None = None
    steps: Many[AnyStep]

    def run(self, play: Play, path: Path) -> None:
        began = play.now
        outermost = play.course is None
        for turn in range(self.repeat):
            play.pass_to(began + turn * span_of(self.every))
            if outermost:
                play.course = turn / max(self.repeat - 1, 1)
            if self.count is not None:
                play.names[self.count] = turn + 1
            play.run(self.steps, (*path, "steps"))
        play.pass_to(began + self.repeat * span_of(self.every))
        if outermost:
            play.course = None
