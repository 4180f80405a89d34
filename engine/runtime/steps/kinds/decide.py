"""Step `decide`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from engine.lang.diagnostics import Path
from engine.lang.model import Name
from engine.runtime.steps.play import Play
from engine.runtime.steps.refusal import carried_out
from engine.runtime.steps.step import Step, StepFailed


class Decide(Step):
    """Somebody decides an open task of the to-do list: the one at this node, of this record where there are several."""

    kind: ClassVar[str] = "decide"
    example: ClassVar[str] = "{as: wang, decide: judge, of: =ncr1, outcome: return, set: {opinion: Send it back}}"

    decide: Name
    actor: Any = Field(alias="as")
    of: str | None = None
    outcome: Any = "done"
    values: Mapping[str, Any] = Field(default={}, alias="set")
    comment: str | None = None
    refused: str | None = None

    def run(self, play: Play, path: Path) -> None:
        values = play.values(self.values, (*path, "set"))
        outcome = play.word(self.outcome, (*path, "outcome"))
        act = play.act(self.actor, (*path, "as"))
        task = self._task(play, path, act.login)
        carried_out(play, path, self.refused, lambda: play.stage.decide(act, task, outcome, values, self.comment))

    def _task(self, play: Play, path: Path, login: str) -> str:
        record = None if self.of is None else play.record(self.of, (*path, "of"))
        open_here = [
            task for task in play.stage.tasks(login) if task.node == self.decide and record in (None, task.record)
        ]
        if len(open_here) != 1:
            raise StepFailed(path, f"{login} has {len(open_here)} open tasks '{self.decide}' here, not one")
        return open_here[0].id
