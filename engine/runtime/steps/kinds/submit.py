"""Step `submit`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from engine.lang.diagnostics import Path
from engine.lang.model import Name
from engine.runtime.steps.play import Play
from engine.runtime.steps.refusal import carried_out
from engine.runtime.steps.step import Step


class Submit(Step):
    """Somebody fills in a form and submits it, or keeps a draft. `call` gives the record a name for later steps.

    With `refused`, the submission must be refused with this problem code, and nothing may have changed.
    """

    kind: ClassVar[str] = "submit"
    example: ClassVar[str] = "{as: li, submit: iqc_inspection, set: {lot: =lot1, plan: =plan1}, call: iqc1}"

    submit: Name
    actor: Any = Field(alias="as")
    values: Mapping[str, Any] = Field(default={}, alias="set")
    call: Name | None = None
    draft: bool = False
    refused: str | None = None

    def run(self, play: Play, path: Path) -> None:
        values = play.values(self.values, (*path, "set"))

        def command() -> None:
            record = play.stage.submit(play.act(self.actor, (*path, "as")), self.submit, None, values, draft=self.draft)
            if self.call is not None:
                play.names[self.call] = record

        carried_out(play, path, self.refused, command)
