"""How much one evaluation may do: steps inside aggregates, characters of text made. Beyond it, it is refused.

The gate bounds the text of an expression, not the rows it runs over: 300 nodes over 10,000 rows, or rows within rows.
300,000 steps are below 250 ms, eight million characters below 64 MB (Python keeps at most 4 bytes of each).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from engine.lang.problems import Problem, Refused

STEPS = 300_000
CHARACTERS = 8_000_000
CHARACTERS_A_STEP = 128


class TooMuchWork(Refused):
    """An expression over this record would take too long, or too much memory."""


class Allowance:
    """What is left of one evaluation's allowance."""

    __slots__ = ("characters", "steps")

    def __init__(self) -> None:
        self.steps = STEPS
        self.characters = CHARACTERS

    def rows(self, rows: Collection[Any], size: int) -> Collection[Any]:
        """The rows of an aggregate whose body has `size` nodes, if it may go over them."""
        self._step(len(rows) * size)
        return rows

    def read(self, text: Any) -> Any:
        """A text that is searched through from end to end."""
        self._step(len(text or "") // CHARACTERS_A_STEP)
        return text

    def text(self, made: Any) -> Any:
        """A text that a function has made, if it may be as long."""
        if made is not None:
            self.characters -= len(made)
            if self.characters < 0:
                raise TooMuchWork(Problem((), "too-much-work"))
        return made

    def _step(self, count: int) -> None:
        self.steps -= count
        if self.steps < 0:
            raise TooMuchWork(Problem((), "too-much-work"))
