"""What the aggregates of the language make of the values they found, one a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from engine.lang.expressions import numbers


def _present(found: list[Any]) -> list[Any]:
    return [value for value in found if value is not None]


def _total(found: list[Decimal | None]) -> Decimal:
    total = Decimal(0)
    for value in _present(found):
        total = numbers.CONTEXT.add(total, value)
    return total


def _mean(found: list[Decimal | None]) -> Decimal | None:
    present = _present(found)
    return numbers.divide(_total(list(present)), Decimal(len(present))) if present else None


AGGREGATE: Mapping[str, Callable[[list[Any]], Any]] = {
    "count": lambda found: Decimal(sum(value is True for value in found)),
    "sum": lambda found: numbers.fit(_total(found)),
    "avg": _mean,
    "min": lambda found: min(_present(found), default=None),
    "max": lambda found: max(_present(found), default=None),
    "any": lambda found: any(value is True for value in found),
    "all": lambda found: all(value is True for value in found),
}
