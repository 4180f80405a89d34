"""Text functions of the language: code points, case kept, 1-based, total."""

from __future__ import annotations

from decimal import Decimal

from engine.lang.columns import number_text
from engine.lang.expressions.numbers import whole

Text = str | None

FAR = Decimal(10) ** 9
"""Positions and lengths beyond this are beyond every text."""


def _position(number: Decimal) -> int:
    return whole(min(max(number, -FAR), FAR))


def length(text: Text) -> Decimal | None:
    return None if text is None else Decimal(len(text))


def concat(*texts: Text) -> str:
    """Null counts as ''."""
    return "".join(text for text in texts if text is not None)


def contains(text: Text, part: Text) -> bool:
    return text is not None and part is not None and part in text


def starts_with(text: Text, part: Text) -> bool:
    return text is not None and part is not None and text.startswith(part)


def ends_with(text: Text, part: Text) -> bool:
    return text is not None and part is not None and text.endswith(part)


def lower(text: Text) -> Text:
    return None if text is None else text.lower()


def upper(text: Text) -> Text:
    return None if text is None else text.upper()


def left(text: Text, count: Decimal | None) -> Text:
    return None if text is None or count is None else text[: max(_position(count), 0)]


def right(text: Text, count: Decimal | None) -> Text:
    if text is None or count is None:
        return None
    return text[max(len(text) - max(_position(count), 0), 0) :]


def mid(text: Text, start: Decimal | None, count: Decimal | None) -> Text:
    """The characters at `start`, `start + 1`, …, as far as there are any; the first is 1."""
    if text is None or start is None or count is None:
        return None
    begin = _position(start) - 1
    return text[max(begin, 0) : max(begin + max(_position(count), 0), 0)]


def text(value: Decimal | Text) -> Text:
    """A number as people write it: 1.5, never 1.50 or 15E-1. Text stays as it is."""
    return number_text(value) if isinstance(value, Decimal) else value
