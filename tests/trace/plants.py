"""Random plants: what happens in them, and a plain account of where everything went, kept beside the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from hypothesis import strategies as st
from sqlalchemy import Connection

from engine.lang.records import RecordRef
from tests.trace.factory import made, received, shipped, write

NAMES = [f"L{number}" for number in range(6)]
HALF, ALL = Fraction(1, 2), Fraction(1)


@dataclass(frozen=True)
class Happens:
    """A receipt into a lot, a shipment of part of one, or a run from parts of lots into others."""

    what: Literal["receive", "ship", "run"]
    of: tuple[str, ...]
    to: tuple[str, ...]
    part: Fraction


def some(most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(NAMES), min_size=1, max_size=most, unique=True).map(tuple)


plants = st.lists(
    st.builds(
        Happens, st.sampled_from(["receive", "run", "run", "ship"]), some(3), some(2), st.sampled_from([HALF, ALL])
    ),
    max_size=14,
)


@dataclass
class Account:
    """What each lot holds: its content by the lot it came from, exact, and through which lots it has been."""

    on_hand: dict[str, Fraction] = field(default_factory=lambda: dict.fromkeys(NAMES, Fraction(0)))
    through: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in NAMES})
    ever: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in NAMES})
    papers: list[RecordRef] = field(default_factory=list)

    def lives(self, happens: list[Happens], ledger: Connection) -> Account:
        for each in happens:
            getattr(self, f"_{each.what}")(each, ledger)
        return self

    def backward(self, name: str) -> set[str]:
        return {name} | self.ever[name]

    def forward(self, name: str) -> set[str]:
        return {name} | {other for other in NAMES if name in self.ever[other]}

    def _receive(self, each: Happens, ledger: Connection) -> None:
        lot = each.to[0]
        self.on_hand[lot] += 8
        self.papers.append(write(ledger, received(**{lot: 8})))

    def _ship(self, each: Happens, ledger: Connection) -> None:
        lot = each.of[0]
        amount = self._amount(lot, each)
        if amount:
            self._draw(lot, amount)
            self.papers.append(write(ledger, shipped("C1", **{lot: str(float(amount))})))

    def _run(self, each: Happens, ledger: Connection) -> None:
        drawn = {lot: amount for lot in each.of if (amount := self._amount(lot, each))}
        if not drawn:
            return
        carried = {one for lot in drawn for one in (lot, *self.through[lot])}
        for lot, amount in drawn.items():
            self._draw(lot, amount)
        for lot in each.to:
            self.on_hand[lot] += 4
            self.through[lot] |= carried
            self.ever[lot] |= carried
        amounts = {lot: str(float(amount)) for lot, amount in drawn.items()}
        self.papers.append(write(ledger, made(amounts, dict.fromkeys(each.to, 4))))

    def _amount(self, lot: str, each: Happens) -> Fraction:
        """All of it, or a part in whole quarters."""
        return Fraction(int(self.on_hand[lot] * each.part * 4), 4)

    def _draw(self, lot: str, amount: Fraction) -> None:
        self.on_hand[lot] -= amount
        if not self.on_hand[lot]:
            self.through[lot] = set()
