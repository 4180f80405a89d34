"""How a mark names its group on the wire, in a link: one text for a value, for no value, or for everything else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

EMPTY = ""
"""The group of rows in which the dimension is empty."""

_OTHERS, _LITERAL = "!", "!="


@dataclass(frozen=True, slots=True)
class Others:
    """Every group but these: what a chart has summed up as Other."""

    keys: tuple[str, ...]


def to_wire(value: str | Others) -> str:
    if isinstance(value, Others):
        return _OTHERS + json.dumps(list(value.keys), ensure_ascii=False, separators=(",", ":"))
    return _LITERAL + value if value.startswith(_OTHERS) else value


def from_wire(text: str) -> str | Others:
    """The group a link means; a text that was never made by `to_wire` is taken as it stands."""
    if text.startswith(_LITERAL):
        return text.removeprefix(_LITERAL)
    if text.startswith(_OTHERS):
        try:
            keys = json.loads(text.removeprefix(_OTHERS))
        except ValueError:
            return text
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            return Others(tuple(keys))
    return text


def others(keys: Iterable[str]) -> str:
    """The wire key of everything but these values."""
    return to_wire(Others(tuple(keys)))
