"""What an engine finds wrong with a definition while compiling it: a path inside the file, no place in a text yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.lang.diagnostics import Severity
from engine.lang.problems import Path

FOLLOWS = "follows"
"""The code of a flaw that only says: something this needs is wrong itself, and reported there. It is never shown."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong at `path` of a definition file; `offset` counts characters inside the text that stands there.

    Engines know no files: whoever loads the app puts file, line and column to it and makes it a diagnostic.
    """

    path: Path
    code: str
    sentence: str
    suggestion: str | None = None
    offset: int = 0
    length: int | None = None
    """How many characters are meant, from `offset` on; None: the word that stands there."""
    severity: Severity = "error"

    def under(self, *prefix: str | int) -> Flaw:
        """The same flaw seen from further outside."""
        return replace(self, path=(*prefix, *self.path))


def under(flaws: Iterable[Flaw], *prefix: str | int) -> tuple[Flaw, ...]:
    return tuple(flaw.under(*prefix) for flaw in flaws)
