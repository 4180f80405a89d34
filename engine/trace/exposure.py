"""How much of what is traced is where: a mass balance over the events of a genealogy, perfectly mixed lots assumed.

*Touched* is every lot of the genealogy with all that ever came to it; *weighted* is the share perfect mixing leaves.
Quantities are in the unit of the lot the material is from. Discrete pieces do not mix: what is touched is their bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import groupby
from typing import TypeVar

from engine.trace.balance import Move
from engine.trace.genealogy import Genealogy, GenealogyEdge

K = TypeVar("K")

ZERO, ONE = Decimal(0), Decimal(1)
_SHOWN = Decimal("0.000001")
DIGITS = 50
"""Significant digits reckoned with; shares of shares lose none that are shown."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """By lot: `weighted` is how much went from the start into it (forward), or from it into the start (backward).

    Forward only: of that, what is `on_hand` there now, and what went `out` by event and lot (shipped, scrapped …).
    """

    weighted: Mapping[int, Decimal]
    on_hand: Mapping[int, Decimal] = field(default_factory=dict)
    out: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    """One event: by lot what was drawn as a share of what was there, and what came; where what was drawn went."""

    event: int
    drawn: Mapping[int, Decimal]
    came: Mapping[int, Decimal]
    shares: Mapping[int, Sequence[tuple[int, Decimal]]]


def exposure(genealogy: Genealogy, moves: Iterable[Move]) -> Exposure:
    """`moves` are those of the genealogy's lots, as they happened."""
    with localcontext() as reckoning:
        reckoning.prec = DIGITS
        steps = list(_steps(genealogy.edges, moves))
        found = _forward(genealogy.start, steps) if genealogy.direction == "forward" else _backward(genealogy, steps)
        return Exposure(_shown(found.weighted), _shown(found.on_hand), _shown(found.out))


def _shown(amounts: Mapping[K, Decimal]) -> dict[K, Decimal]:
    return {key: amount.quantize(_SHOWN, rounding=ROUND_HALF_UP) for key, amount in amounts.items()}


def _steps(edges: Iterable[GenealogyEdge], moves: Iterable[Move]) -> Iterator[_Step]:
    shares: dict[int, dict[int, list[tuple[int, Decimal]]]] = {}
    for edge in edges:
        shares.setdefault(edge.event, {}).setdefault(edge.source, []).append((edge.target, edge.quantity))
    left: dict[int, Decimal] = {}
    for event, together in groupby(moves, key=lambda move: move.event):
        drawn: dict[int, Decimal] = {}
        came: dict[int, Decimal] = {}
        for move in together:
            side = drawn if move.sign < 0 else came
            side[move.lot] = side.get(move.lot, ZERO) + abs(move.sign) * move.quantity
        parts = {lot: min(ONE, out / left[lot]) if left.get(lot) else ONE for lot, out in drawn.items()}
        led = shares.get(event, {})
        went = {lot: [(to, amount / out) for to, amount in led.get(lot, ())] for lot, out in drawn.items()}
        for lot, out in drawn.items():
            left[lot] = max(left.get(lot, ZERO) - out, ZERO)
        for lot, amount in came.items():
            left[lot] = left.get(lot, ZERO) + amount
        yield _Step(event, parts, came, went)


def _forward(start: int, steps: Iterable[_Step]) -> Exposure:
    """All that is ever in the start counts, in full; elsewhere the part that came from it."""
    there: dict[int, Decimal] = {start: ZERO}
    weighted: dict[int, Decimal] = {start: ZERO}
    out: dict[tuple[int, int], Decimal] = {}
    for step in steps:
        arrived: dict[int, Decimal] = {}
        for lot, part in step.drawn.items():
            carried = there.get(lot, ZERO) * part
            there[lot] = there.get(lot, ZERO) - carried
            targets = step.shares.get(lot, ())
            for target, share in targets:
                arrived[target] = arrived.get(target, ZERO) + carried * share
            if carried and not targets:
                out[step.event, lot] = carried
        arrived[start] = step.came.get(start, ZERO)
        for lot, amount in arrived.items():
            there[lot] = there.get(lot, ZERO) + amount
            weighted[lot] = weighted.get(lot, ZERO) + amount
    return Exposure(weighted, there, out)


def _backward(genealogy: Genealogy, steps: Sequence[_Step]) -> Exposure:
    """From the last event to the first: `goes` is the part of a lot's content that still gets into the start."""
    start = genealogy.start
    goes: dict[int, Decimal] = {}
    weighted: dict[int, Decimal] = {node.id: ZERO for node in genealogy.nodes}
    for step in reversed(steps):
        for lot, amount in step.came.items():
            weighted[lot] = weighted.get(lot, ZERO) + amount * (ONE if lot == start else goes.get(lot, ZERO))
        lots = {target for targets in step.shares.values() for target, _ in targets}
        after = {lot: goes.get(lot, ZERO) for lot in lots} | {start: ONE}
        for lot, part in step.drawn.items():
            led = sum((share * after[target] for target, share in step.shares.get(lot, ())), ZERO)
            goes[lot] = goes.get(lot, ZERO) * (ONE - part) + part * led
    return Exposure(weighted)
