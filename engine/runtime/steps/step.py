"""What every kind of step has in common, and how a step says that it did not go as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import Definition

if TYPE_CHECKING:
    from engine.runtime.steps.play import Play


class StepFailed(Exception):
    """The step at `path` did not go as written."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path
        self.sentence = sentence


class Step(Definition):
    """One thing that happens. A kind of step is known by the one key that has its name."""

    kind: ClassVar[str]
    example: ClassVar[str]

    def run(self, play: Play, path: Path) -> None:
        raise NotImplementedError
