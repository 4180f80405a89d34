"""What a plain YAML word means: the YAML 1.2 core rules, of which only the unmistakable ones are kept."""

from __future__ import annotations

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

LONGEST_NUMBER = 40

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_plain(word: str) -> Scalar:
    """An unquoted word: true, false, null, a whole number, an exact decimal, and everything else is text.

    So `no`, `on`, `012`, `12:30:00`, `12E4` and `2026-11-22` stay what the person wrote.
    """
    if word in _WORDS:
        return _WORDS[word]
    if len(word) <= LONGEST_NUMBER:
        if _INTEGER.fullmatch(word):
            return int(word)
        if _DECIMAL.fullmatch(word):
            return Decimal(word)
    return word
