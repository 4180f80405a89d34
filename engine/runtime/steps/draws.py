"""Random values for the demo. Drawn from one seeded source, so that the same seed tells the same story."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Luck:
    """What a draw depends on: the seeded source, the clock, and how far the story has come (0 to 1)."""

    random: Random
    now: datetime
    course: float


def rounded(value: float, decimals: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _number(value: float, draw: Mapping[str, Any]) -> Decimal:
    """The drawn number as a field takes it: `decimals` of it, and never below `at_least`."""
    number = rounded(value, int(draw.get("decimals", 0)))
    return max(number, Decimal(draw["at_least"])) if "at_least" in draw else number


def normal(draw: Mapping[str, Any], luck: Luck) -> object:
    """`{normal: [mean, deviation], decimals: 3}`"""
    mean, deviation = map(float, draw["normal"])
    return _number(luck.random.gauss(mean, deviation), draw)


def drift(draw: Mapping[str, Any], luck: Luck) -> object:
    """`{drift: [first mean, last mean], deviation: 0.003, decimals: 3}`: a process that walks away over the story."""
    first, last = map(float, draw["drift"])
    mean = first + (last - first) * luck.course
    return _number(luck.random.gauss(mean, float(draw["deviation"])), draw)


def uniform(draw: Mapping[str, Any], luck: Luck) -> object:
    """`{uniform: [160, 240]}`, with `decimals: 2` where whole numbers are too coarse."""
    lowest, highest = map(float, draw["uniform"])
    return _number(luck.random.uniform(lowest, highest), draw)


def pick(draw: Mapping[str, Any], luck: Luck) -> object:
    """`{pick: [return, concession], weights: [3, 1]}`"""
    options = cast(Sequence[object], draw["pick"])
    weights = cast(Sequence[Decimal] | None, draw.get("weights"))
    return luck.random.choices(options, [float(w) for w in weights] if weights else None)[0]


def day(draw: Mapping[str, Any], luck: Luck) -> object:
    """`{day: -3}`: the date three days ago, as the clock of the story has it."""
    return (luck.now + timedelta(days=int(draw["day"]))).date()


DRAWS: Mapping[str, Callable[[Mapping[str, Any], Luck], object]] = {
    "normal": normal,
    "drift": drift,
    "uniform": uniform,
    "pick": pick,
    "day": day,
}
"""By the key the mapping begins with."""

_WITH = frozenset({"at_least", "decimals", "deviation", "weights"})


def draw_of(value: Mapping[str, object]) -> Callable[[Mapping[str, Any], Luck], object] | None:
    """The draw a mapping asks for, if it is one."""
    name, *others = value or ("",)
    return DRAWS.get(name) if _WITH.issuperset(others) else None
