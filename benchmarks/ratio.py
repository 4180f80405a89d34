"""A measured ratio against a floor, and what was hoped for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from statistics import median


class Better(Enum):
    """Which way is good."""

    LESS = "at most"
    MORE = "at least"


@dataclass(frozen=True)
class Target:
    better: Better
    value: float
    unit: str = "×"

    def met(self, measured: float) -> bool:
        return measured <= self.value if self.better is Better.LESS else measured >= self.value

    def __str__(self) -> str:
        return f"{self.better.value} {self.value:g} {self.unit}"


@dataclass(frozen=True)
class Ratio:
    """One row of the table. `measured` is a ratio (or, where the target is one of time, a time); `aside` says what was
    measured on this machine to get it.
    """

    what: str
    measured: float
    aside: str
    target: Target | None = None
    unit: str = "×"

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "met" if self.target.met(self.measured) else "**not met yet**"


@dataclass(frozen=True)
class Effort:
    """How long a run may take: `tiny` only proves that the benches work."""

    name: str
    rounds: int
    seconds: float
    clients: tuple[int, ...]
    edges: tuple[int, ...]


TINY = Effort("tiny", 1, 0.2, (2,), (6_000,))
QUICK = Effort("quick", 3, 1.2, (8, 32), (100_000, 1_000_000))
FULL = Effort("full", 7, 4.0, (8, 32), (100_000, 1_000_000, 10_000_000))


def timed(work: Callable[[], object]) -> float:
    """Seconds it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(rounds: int, *works: Callable[[], float]) -> tuple[float, ...]:
    """The median of each, measured by turns, so that what disturbs the machine disturbs all of them."""
    taken = [[work() for work in works] for _ in range(rounds)]
    return tuple(median(one) for one in zip(*taken, strict=True))
