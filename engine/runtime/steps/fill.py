"""From what a step says to plain values: names looked up, holes filled, random values drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from engine.runtime.steps.draws import Luck, draw_of
from engine.runtime.steps.stage import Called, NotThere

Lookup = Callable[[str], object]
"""The value of a dotted name; NotThere when there is none."""

_HOLE = re.compile(r"\{([a-z][a-z0-9_.]*)(?::(\d+))?\}")


def fill(value: object, lookup: Lookup, luck: Luck) -> object:
    """The value meant: `=lot1.code` looked up, `L{week:2}` with its hole filled, `{normal: [25, 0.004]}` drawn."""
    if isinstance(value, str):
        if value.startswith("="):
            return fill(lookup(value[1:]), lookup, luck)
        return _HOLE.sub(lambda hole: _hole(hole, lookup, luck), value)
    if isinstance(value, Mapping):
        draw = draw_of(value)
        if draw is None:
            return {key: fill(one, lookup, luck) for key, one in value.items()}
        # Only what is picked is looked up: the other choices may hold draws, which would use up luck.
        meant = value if "pick" in value else {key: fill(one, lookup, luck) for key, one in value.items()}
        return fill(draw(meant, luck), lookup, luck)
    if isinstance(value, Sequence):
        return [fill(one, lookup, luck) for one in value]
    return value


def _hole(hole: re.Match[str], lookup: Lookup, luck: Luck) -> str:
    """`{week:2}` is padded with zeros; a hole with a name nobody gave stays as it is."""
    try:
        text = str(fill(lookup(hole[1]), lookup, luck))
    except NotThere:
        return hole[0]
    return text.zfill(int(hole[2])) if hole[2] else text


def wire(value: object) -> object:
    """As it would come in over the API: links by id, decimals and dates as text."""
    if isinstance(value, Called):
        return value.id
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: wire(one) for key, one in value.items()}
    if isinstance(value, list):
        return [wire(one) for one in value]
    return value
