"""Arithmetic of the language: decimals of 10 places below 1e28, every operation total, null in gives null out.

Rounding is half away from zero. What cannot be (division by zero, too large) is null, in all four places alike.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from engine.lang.columns import PLACES, plain

LIMIT = Decimal(10) ** 28
CONTEXT = Context(prec=100, rounding=ROUND_HALF_UP, Emin=-999, Emax=999, traps=[])
PLACE = Decimal(1).scaleb(-PLACES)
WRITTEN = re.compile(r"-?[0-9]{1,28}(\.[0-9]{1,30})?")

Number = Decimal | None


def fit(value: Decimal) -> Number:
    """The number as the language keeps it; null when it is too large."""
    kept = CONTEXT.quantize(value, PLACE)
    return plain(kept) if -LIMIT < kept < LIMIT else None


def add(left: Number, right: Number) -> Number:
    return None if left is None or right is None else fit(CONTEXT.add(left, right))


def subtract(left: Number, right: Number) -> Number:
    return None if left is None or right is None else fit(CONTEXT.subtract(left, right))


def multiply(left: Number, right: Number) -> Number:
    return None if left is None or right is None else fit(CONTEXT.multiply(left, right))


def divide(left: Number, right: Number) -> Number:
    return None if left is None or not right else fit(CONTEXT.divide(left, right))


def remainder(left: Number, right: Number) -> Number:
    """What is left after division, with the sign of the dividend."""
    return None if left is None or not right else fit(CONTEXT.remainder(left, right))


def negate(value: Number) -> Number:
    return None if value is None else fit(CONTEXT.minus(value))


def absolute(value: Number) -> Number:
    return None if value is None else fit(CONTEXT.abs(value))


def rounded(value: Number, places: Number = Decimal(0)) -> Number:
    """Half away from zero at `places` (0 to 10)."""
    if value is None or places is None:
        return None
    return fit(value.quantize(Decimal(1).scaleb(-int(places)), context=CONTEXT))


def whole(value: Decimal) -> int:
    """Towards zero."""
    return int(value.to_integral_value(rounding=ROUND_DOWN))


def number(text: str | None) -> Number:
    """The number a text spells (`-12.50`), else null."""
    return fit(Decimal(text)) if text is not None and WRITTEN.fullmatch(text) else None
