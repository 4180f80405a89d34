"""Round numbers for a scale, and the room its labels need."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.reports.altair_door import SMALL
from engine.reports.lettering import width_of


@dataclass(frozen=True, slots=True)
class Scale:
    """Ticks from below the smallest to above the largest value; zero is always on it."""

    ticks: tuple[float, ...]
    decimals: int

    @property
    def domain(self) -> tuple[float, float]:
        return self.ticks[0], self.ticks[-1]

    @property
    def format(self) -> str:
        """For d3: thousands grouped, no more decimals than the ticks need."""
        return f",.{self.decimals}f"

    @property
    def room(self) -> float:
        """Pixels left of the plot for the labels."""
        return math.ceil(max(width_of(format(tick, self.format), SMALL) for tick in self.ticks) + 10)

    def at(self, value: float, length: float) -> float:
        """Where a value stands on `length` pixels."""
        low, high = self.domain
        return (value - low) / (high - low) * length


def scale_for(values: list[float], about: int = 4) -> Scale:
    """About so many steps of 1, 2 or 5 times a power of ten (2.5 where it fits whole numbers)."""
    low, high = min([0.0, *values]), max([0.0, *values])
    if high == low:
        high = low + 1
    raw = (high - low) / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return Scale(tuple(round(step * count, 10) for count in range(first, last + 1)), decimals)
