"""What is wrong with an expression, by position in its text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding: `offset` and `length` in characters, one sentence, and the way out where there is one."""

    offset: int
    length: int
    code: str
    sentence: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Faults:
    """Everything wrong with one expression, in the order of the text."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "; ".join(f"{fault.offset}: {fault.sentence} [{fault.code}]" for fault in self.faults)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """`did you mean` for a mistyped name."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None
