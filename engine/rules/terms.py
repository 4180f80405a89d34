"""What one term of a cell admits: everything, one value, a range, the empty value, or what another term does not.

Values are those of expressions: Decimal, date, bool, str, None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

Value = Decimal | date | bool | str | None


class Term(Protocol):
    """A set of values, told apart by finitely many points."""

    def holds(self, value: object) -> bool: ...

    def points(self) -> Iterator[Value]:
        """Where it may change its mind: between neighbouring points it holds for all values or for none."""
        ...


@dataclass(frozen=True, slots=True)
class Anything:
    """`-`: every value, the empty one included."""

    def holds(self, value: object) -> bool:
        del value
        return True

    def points(self) -> Iterator[Value]:
        yield from ()


@dataclass(frozen=True, slots=True)
class Same:
    """One value; `empty` is the value None."""

    value: Value

    def holds(self, value: object) -> bool:
        return value == self.value

    def points(self) -> Iterator[Value]:
        if self.value is not None:
            yield self.value


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers or dates between two ends; an end that is None is open. The empty value lies in no range."""

    lower: Decimal | date | None
    upper: Decimal | date | None
    with_lower: bool = True
    with_upper: bool = True

    def holds(self, value: object) -> bool:
        if value is None:
            return False
        above = self.lower is None or value > self.lower or (self.with_lower and value == self.lower)  # type: ignore[operator]
        below = self.upper is None or value < self.upper or (self.with_upper and value == self.upper)  # type: ignore[operator]
        return bool(above and below)

    def points(self) -> Iterator[Value]:
        yield from (end for end in (self.lower, self.upper) if end is not None)


@dataclass(frozen=True, slots=True)
class Other:
    """What a term does not admit; like `!=` and `not in` of the language it admits the empty value."""

    term: Term

    def holds(self, value: object) -> bool:
        return not self.term.holds(value)

    def points(self) -> Iterator[Value]:
        yield from self.term.points()
