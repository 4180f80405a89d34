"""Step `find`."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import ExpressionText, Name
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import Step, StepFailed


class Find(Step):
    """Gives a name to the one record for which the condition holds, such as one that a rule has made."""

    kind: ClassVar[str] = "find"
    example: ClassVar[str] = "{find: nonconformance, where: lot.code == 'L1', call: ncr1}"

    find: Name
    where: ExpressionText | None = None
    call: Name

    def run(self, play: Play, path: Path) -> None:
        where = None if self.where is None else play.word(self.where, (*path, "where"))
        found = play.stage.find(self.find, where, None, None)
        if len(found) != 1:
            raise StepFailed(path, f"{len(found)} records of '{self.find}' fit, not one")
        play.names[self.call] = found[0]
