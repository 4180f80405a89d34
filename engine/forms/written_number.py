"""Numbers as people and machines write them, read as exact decimals. Shared by the kinds that hold a number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from engine.forms.reading import Reading
from engine.lang.columns import DIGITS, PLACES, plain, storable

_WIDE_FORMS = str.maketrans("０１２３４５６７８９．。｡＋－−", "0123456789...+--")
_WRITTEN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_LONGEST = 60

_DIGIT = "[0-9０-９]"
_STOP = "[.．。｡]"
PATTERN = rf"^[ \u3000]*[+\-＋－−]?(?:{_DIGIT}+(?:{_STOP}{_DIGIT}*)?|{_STOP}{_DIGIT}+)[ \u3000]*$"
"""The spellings accepted as text: full-width digits and the Chinese full stop too, never an exponent."""

SCHEMA: dict[str, Any] = {
    "type": ["number", "string"],
    "pattern": PATTERN,
    "maxLength": _LONGEST,
    "exclusiveMinimum": -(10**DIGITS),
    "exclusiveMaximum": 10**DIGITS,
}


def read_number(value: object, decimals: int | None, reading: Reading) -> Decimal | None:
    """An exact number of at most 15 digits and `decimals` places; None and a problem where it is not one."""
    number = _decimal(value)
    if number is None or not number.is_finite():
        reading.expects("数字", "a number")
        return None
    if number.adjusted() >= DIGITS:
        reading.refuse("too-many-digits", digits=DIGITS)
        return None
    return _within(plain(number), PLACES if decimals is None else decimals, reading)


def _within(number: Decimal, decimals: int, reading: Reading) -> Decimal | None:
    _, digits, exponent = number.as_tuple()
    if isinstance(exponent, int) and -exponent > decimals:
        reading.refuse("too-many-decimals", decimals=decimals)
        return None
    if len(digits) > DIGITS:
        reading.refuse("too-many-digits", digits=DIGITS)
        return None
    return number


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str) and len(value) <= _LONGEST:
        if value.isascii() and _WRITTEN.fullmatch(value):
            return Decimal(value)
        written = value.strip(" \u3000").translate(_WIDE_FORMS)
        return Decimal(written) if _WRITTEN.fullmatch(written) else None
    return None


def rounded(value: Decimal, decimals: int | None) -> Decimal:
    """Half away from zero, as everywhere in the language."""
    places = PLACES if decimals is None else decimals
    return storable(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
