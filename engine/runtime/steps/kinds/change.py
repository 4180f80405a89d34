"""Step `change`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from engine.lang.diagnostics import Path
from engine.runtime.steps.play import Play
from engine.runtime.steps.refusal import carried_out
from engine.runtime.steps.step import Step


class Change(Step):
    """Somebody changes a record that is there, or submits a draft."""

    kind: ClassVar[str] = "change"
    example: ClassVar[str] = "{as: chen, change: =order1, set: {answer: confirmed}}"

    change: str
    actor: Any = Field(alias="as")
    values: Mapping[str, Any] = Field(default={}, alias="set")
    draft: bool = False
    refused: str | None = None

    def run(self, play: Play, path: Path) -> None:
        record = play.record(self.change, (*path, "change"))
        values = play.values(self.values, (*path, "set"))
        act = play.act(self.actor, (*path, "as"))
        carried_out(
            play,
            path,
            self.refused,
            lambda: play.stage.submit(act, record.form, record.id, values, draft=self.draft),
        )
