"""How what was consumed in a step is shared out over what was produced: in proportion, and without losing a crumb."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from engine.lang.columns import DIGITS

FINEST = 6
"""Decimal places of a share; a source given more exactly keeps its own places."""

_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


def shares(quantity: Decimal, weights: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The quantity of one source split over the targets in proportion to their weights.

    The shares add up to the quantity exactly: the largest target takes what rounding leaves over. Weights are positive.
    """
    total = sum(weights.values(), Decimal(0))
    step = _step(quantity)
    found = {
        target: _WIDE.divide(_WIDE.multiply(quantity, weight), total).quantize(step, context=_WIDE)
        for target, weight in weights.items()
    }
    largest = max(weights, key=lambda target: (weights[target], -target))
    found[largest] += quantity - sum(found.values(), Decimal(0))
    return found


def _step(quantity: Decimal) -> Decimal:
    """The smallest step shares are rounded to, so that each still fits the stored digits."""
    own = max(0, -int(quantity.as_tuple().exponent))
    before_point = max(1, quantity.adjusted() + 1)
    return Decimal(1).scaleb(-max(own, min(FINEST, DIGITS - before_point)))
