"""Step `each`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from engine.lang.diagnostics import Path
from engine.lang.model import Many, Name
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import Step

if TYPE_CHECKING:
    from engine.runtime.steps.step import Step as AnyStep


class Each(Step):
    """The same steps for each entry of a list; draws in an entry are made where they are used."""

    kind: ClassVar[str] = "each"
    example: ClassVar[str] = "{each: row, in: [{code: S01}, {code: S02}], steps: []}"

    each: Name
    entries: Many[Any] = Field(alias="in")
    steps: Many[AnyStep]

    def run(self, play: Play, path: Path) -> None:
        for entry in self.entries:
            play.names[self.each] = entry
            play.run(self.steps, (*path, "steps"))
