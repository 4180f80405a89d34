"""What is left of lots, and where it came from and went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, select

from engine.lang.records import RecordRef
from engine.trace.known import counts
from engine.trace.lots import chunks
from engine.trace.tables import EVENT, MOVE


@dataclass(frozen=True, slots=True)
class Balance:
    """Quantities of one lot by kind of movement; the balance closes: `came` less `went` is what is on hand.

    `moved` is what only changed its holder.
    """

    came: dict[str, Decimal] = field(default_factory=dict)
    went: dict[str, Decimal] = field(default_factory=dict)
    moved: dict[str, Decimal] = field(default_factory=dict)

    @property
    def on_hand(self) -> Decimal:
        return sum(self.came.values(), Decimal(0)) - sum(self.went.values(), Decimal(0))


EMPTY = Balance()


@dataclass(frozen=True, slots=True)
class Move:
    """One movement that counts, as the ledger keeps it."""

    lot: int
    kind: str
    quantity: Decimal
    sign: int
    party: RecordRef | None
    event: int
    record: RecordRef
    at: datetime
    actor: str | None


def moves(connection: Connection, lots: Iterable[int], known_at: datetime | None = None) -> tuple[Move, ...]:
    """Every movement of these lots that counts (or counted then), in the order it happened."""
    statement = (
        select(MOVE, EVENT.c.form, EVENT.c.record_id, EVENT.c.at, EVENT.c.actor)
        .join(EVENT, EVENT.c.id == MOVE.c.event)
        .where(counts(known_at))
    )
    found = [
        Move(
            row.lot,
            row.kind,
            row.quantity,
            row.sign,
            RecordRef(row.party_form, row.party) if row.party else None,
            row.event,
            RecordRef(row.form, row.record_id),
            row.at,
            row.actor,
        )
        for group in chunks(dict.fromkeys(lots))
        for row in connection.execute(statement.where(MOVE.c.lot.in_(group)))
    ]
    return tuple(sorted(found, key=lambda move: (move.at, move.event)))


def balance_of(lots: Iterable[int], moved: Iterable[Move]) -> dict[int, Balance]:
    """The balance of each of these lots out of their movements."""
    sums = {lot: Balance({}, {}, {}) for lot in lots}
    for move in moved:
        _add(sums[move.lot], move.kind, move.sign, move.quantity)
    return sums


def balance(connection: Connection, lots: Iterable[int]) -> dict[int, Balance]:
    """The balance of each of these lots, exact: SQLite adds decimals as floats, so they are added here."""
    wanted = list(dict.fromkeys(lots))
    sums = {lot: Balance({}, {}, {}) for lot in wanted}
    statement = (
        select(MOVE.c.lot, MOVE.c.kind, MOVE.c.sign, MOVE.c.quantity)
        .join(EVENT, EVENT.c.id == MOVE.c.event)
        .where(EVENT.c.void.is_(False))
    )
    for group in chunks(wanted):
        for row in connection.execute(statement.where(MOVE.c.lot.in_(group))):
            _add(sums[row.lot], row.kind, row.sign, row.quantity)
    return sums


def _add(to: Balance, kind: str, sign: int, quantity: Decimal) -> None:
    side = to.came if sign > 0 else to.went if sign < 0 else to.moved
    side[kind] = side.get(kind, Decimal(0)) + quantity
