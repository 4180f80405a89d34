"""What every kind of expectation has in common."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import Definition
from engine.runtime.steps.play import Play


class Expectation(Definition):
    """Something that must be so; `check` raises StepFailed when it is not."""

    kind: ClassVar[str]
    example: ClassVar[str]

    def check(self, play: Play, path: Path) -> None:
        raise NotImplementedError
