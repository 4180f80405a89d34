"""Step `let`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.lang.diagnostics import Path
from engine.lang.model import Name
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import Step


class Let(Step):
    """Names for values that later steps use more than once; random values are drawn now."""

    kind: ClassVar[str] = "let"
    example: ClassVar[str] = "{let: {size: {uniform: [160, 240]}}}"

    let: Mapping[Name, Any]

    def run(self, play: Play, path: Path) -> None:
        for name, value in self.let.items():
            play.names[name] = play.filled(value, (*path, "let", name))
