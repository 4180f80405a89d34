"""Step `if`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from engine.lang.diagnostics import Path
from engine.lang.model import Definition, ExpressionText, Many, Name
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import Step, StepFailed

if TYPE_CHECKING:
    from engine.runtime.steps.step import Step as AnyStep


class Condition(Definition):
    """Everything named must hold: a record fits, luck has it, a number is small enough, a store is not empty."""

    record: str | None = None
    where: ExpressionText | None = None
    chance: Any = None
    value: Any = None
    at_most: int | None = None
    kept: Many[Name] = ()

    def holds(self, play: Play, path: Path) -> bool:
        stored = all(map(play.kept.get, self.kept))
        return stored and self._low(play, path) and self._fits(play, path) and self._luck(play)

    def _fits(self, play: Play, path: Path) -> bool:
        if self.record is None:
            return True
        record = play.record(self.record, (*path, "record"))
        return bool(play.stage.find(record.form, self.where, None, record))

    def _low(self, play: Play, path: Path) -> bool:
        if self.at_most is None:
            return True
        value = play.filled(self.value, (*path, "value"))
        if not isinstance(value, int | Decimal):
            raise StepFailed((*path, "value"), f"{value!r} is no number")
        return value <= self.at_most

    def _luck(self, play: Play) -> bool:
        return self.chance is None or play.random.random() < float(self.chance)


class If(Step):
    """One way or the other."""

    kind: ClassVar[str] = "if"
    example: ClassVar[str] = "{if: {record: =iqc, where: verdict == 'fail'}, then: []}"

    condition: Condition = Field(alias="if")
    then: Many[AnyStep]
    otherwise: Many[AnyStep] = Field(default=(), alias="else")

    def run(self, play: Play, path: Path) -> None:
        if self.condition.holds(play, (*path, "if")):
            play.run(self.then, (*path, "then"))
        else:
            play.run(self.otherwise, (*path, "else"))
