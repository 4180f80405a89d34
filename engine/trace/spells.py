"""The spells of refilled lots: from one emptying to the next."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from engine.trace.balance import Move
from engine.trace.in_time import Spells


def spells_of(moves: Iterable[Move]) -> Spells:
    """Of every lot in every event the spell it draws from and the spell it fills; `moves` as they happened.

    In an event what goes out goes before what comes in.
    """
    left: dict[int, Decimal] = {}
    spell: dict[int, int] = {}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for event, together in groupby(moves, key=lambda move: move.event):
        at_once = list(together)
        for lot in dict.fromkeys(move.lot for move in at_once):
            drawn = spell.setdefault(lot, 0)
            own = [move for move in at_once if move.lot == lot]
            out, came = (sum((each.quantity for each in own if each.sign == sign), Decimal(0)) for sign in (-1, 1))
            rest = left.get(lot, Decimal(0)) - out
            spell[lot] += out > 0 and rest <= 0
            left[lot] = max(rest, Decimal(0)) + came
            found[lot, event] = (drawn, spell[lot])
    return found
