"""What is left of lots, and where it came from and went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, select

from engine.lang.records import RecordRef
from engine.trace.lots import chunks
from engine.trace.tables import EVENT, MOVE


@dataclass(frozen=True, slots=True)
class Balance:
    """Quantities of one lot by kind of movement; the balance closes: `came` less `went` is what is on hand.

    `moved` is what only changed its holder.
    """

    came: Mapping[str, Decimal] = field(default_factory=dict)
    went: Mapping[str, Decimal] = field(default_factory=dict)
    moved: Mapping[str, Decimal] = field(default_factory=dict)

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


def moves(connection: Connection, lots: Iterable[int]) -> tuple[Move, ...]:
    """Every movement of these lots that is not void, in the order it happened."""
    statement = (
        select(MOVE, EVENT.c.form, EVENT.c.record_id, EVENT.c.at, EVENT.c.actor)
        .join(EVENT, EVENT.c.id == MOVE.c.event)
        .where(EVENT.c.void.is_(False))
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


def balance(connection: Connection, lots: Iterable[int]) -> dict[int, Balance]:
    """The balance of each of these lots, exact: SQLite adds decimals as floats, so they are added here."""
    wanted = list(dict.fromkeys(lots))
    sums: dict[int, tuple[dict[str, Decimal], dict[str, Decimal], dict[str, Decimal]]] = {
        lot: ({}, {}, {}) for lot in wanted
    }
    statement = (
        select(MOVE.c.lot, MOVE.c.kind, MOVE.c.sign, MOVE.c.quantity)
        .join(EVENT, EVENT.c.id == MOVE.c.event)
        .where(EVENT.c.void.is_(False))
    )
    for group in chunks(wanted):
        for row in connection.execute(statement.where(MOVE.c.lot.in_(group))):
            came, went, moved = sums[row.lot]
            side = came if row.sign > 0 else went if row.sign < 0 else moved
            side[row.kind] = side.get(row.kind, Decimal(0)) + row.quantity
    return {lot: Balance(*sides) for lot, sides in sums.items()}
