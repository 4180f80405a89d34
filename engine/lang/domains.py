"""Which values a field can hold at all, for judging whether cases are complete."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Domain:
    """`decimals` None: any number of places; `filled`: it is never empty once the record is submitted."""

    decimals: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    filled: bool = False


ANY_VALUE = Domain()
