"""The values of one input, cut into pieces within which no cell of its column changes its mind.

One sample stands for each piece, so a cell becomes a set of pieces (the bits of a number), and what holds for the
samples holds for every value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from engine.lang.domains import Domain
from engine.lang.expressions import BOOLEAN, DATE, NUMBER, ChoiceType, Type
from engine.rules.cells import Cell
from engine.rules.terms import Value

OTHER = "something else"
"""Stands for every text no cell mentions, and for whatever a link leads to."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An input by name, and a sample of each piece of its values."""

    name: str
    samples: tuple[Value, ...]

    @classmethod
    def cut(cls, name: str, type_: Type, cells: Iterable[Cell], domain: Domain) -> Axis:
        points = {point for cell in cells for point in cell.points()}
        return cls(name, (*_samples(type_, points, domain), *(() if domain.filled or type_ == BOOLEAN else (None,))))

    @property
    def whole(self) -> int:
        """All pieces."""
        return (1 << len(self.samples)) - 1

    def pieces(self, cell: Cell) -> int:
        """Those the cell admits."""
        return sum(1 << index for index, sample in enumerate(self.samples) if cell.holds(sample))

    def sample(self, pieces: int) -> Value:
        """A value out of these pieces: the first of them."""
        return self.samples[(pieces & -pieces).bit_length() - 1]


def _samples(type_: Type, points: set[Value], domain: Domain) -> Iterator[Value]:
    if type_ == BOOLEAN:
        yield from (True, False)
    elif isinstance(type_, ChoiceType):
        yield from type_.options
    elif type_ == NUMBER:
        step = None if domain.decimals is None else Decimal(1).scaleb(-domain.decimals)
        numbers = {point for point in points if isinstance(point, Decimal)}
        yield from _numbers(numbers, step, domain.minimum, domain.maximum)
    elif type_ == DATE:
        days = {Decimal(point.toordinal()) for point in points if isinstance(point, date)}
        first, last = Decimal(date.min.toordinal()), Decimal(date.max.toordinal())
        for day in _numbers(days, Decimal(1), first, last):
            yield date.fromordinal(int(day))
    else:
        yield from sorted(point for point in points if isinstance(point, str))
        yield OTHER


def _numbers(
    points: set[Decimal], step: Decimal | None, lowest: Decimal | None, highest: Decimal | None
) -> Iterator[Decimal]:
    """The points that can be values, and one value between each two neighbours and beyond the ends, where there is."""
    ends = {end for end in (lowest, highest) if end is not None}
    known = sorted(point for point in points | ends if _inside(point, lowest, highest))
    if not known:
        yield Decimal(0)
        return
    if lowest is None:
        yield (known[0] if step is None else _on_grid(known[0], step)) - 1
    for index, point in enumerate(known):
        if step is None or _on_grid(point, step) == point:
            yield point
        between = _between(point, known[index + 1], step) if index + 1 < len(known) else None
        if between is not None:
            yield between
    if highest is None:
        yield (known[-1] if step is None else _on_grid(known[-1], step)) + 1


def _between(low: Decimal, high: Decimal, step: Decimal | None) -> Decimal | None:
    """A value between two others; none where the grid has none there."""
    if step is None:
        return (low + high) / 2
    following = _on_grid(low, step) + step
    return following if following < high else None


def _on_grid(value: Decimal, step: Decimal) -> Decimal:
    """The value of the grid at or below."""
    return (value / step).to_integral_value(ROUND_FLOOR) * step


def _inside(value: Decimal, lowest: Decimal | None, highest: Decimal | None) -> bool:
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)
