"""Steps `keep` and `take`: a store of things to be used later in the story, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import Name
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import Step, StepFailed


class Keep(Step):
    """Puts something at the end of a store."""

    kind: ClassVar[str] = "keep"
    example: ClassVar[str] = "{keep: {good_lots: =lot}}"

    keep: Mapping[str, Any]

    def run(self, play: Play, path: Path) -> None:
        for written, value in self.keep.items():
            here = (*path, "keep", written)
            play.kept.setdefault(play.word(written, here), []).append(play.filled(value, here))


class Take(Step):
    """Takes the oldest thing out of a store and gives it a name."""

    kind: ClassVar[str] = "take"
    example: ClassVar[str] = "{take: {input: good_lots}}"

    take: Mapping[Name, Name]

    def run(self, play: Play, path: Path) -> None:
        for name, store in self.take.items():
            if not play.kept.get(store):
                raise StepFailed((*path, "take", name), f"nothing is left in '{store}'")
            play.names[name] = play.kept[store].pop(0)
