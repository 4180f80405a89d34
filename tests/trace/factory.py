"""Short words for filling a ledger in tests."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from engine.lang.records import RecordRef
from engine.trace.ledger import Cause, record
from engine.trace.lots import lot_id
from engine.trace.movement import Movement

APP = "trial"
START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

_papers = itertools.count(1)

Amounts = Mapping[str, int | str | Decimal]


def lot(name: str) -> RecordRef:
    return RecordRef("lot", name)


def key(ledger: Connection, name: str) -> int:
    return lot_id(ledger, APP, lot(name))


def received(**amounts: int | str | Decimal) -> list[Movement]:
    supplier = RecordRef("supplier", "S1")
    return [
        Movement("receive", "receive", lot(name), Decimal(each), 1, party=supplier) for name, each in amounts.items()
    ]


def shipped(customer: str, **amounts: int | str | Decimal) -> list[Movement]:
    party = RecordRef("customer", customer)
    return [Movement("ship", "ship", lot(name), Decimal(each), -1, party=party) for name, each in amounts.items()]


def made(consumed: Amounts, produced: Amounts) -> list[Movement]:
    return [
        *(Movement("consume", "transform", lot(name), Decimal(each), -1, "source") for name, each in consumed.items()),
        *(Movement("produce", "transform", lot(name), Decimal(each), 1, "target") for name, each in produced.items()),
    ]


def write(ledger: Connection, *movements: list[Movement]) -> RecordRef:
    """One record with these movements, each record an hour after the one before; the record."""
    number = next(_papers)
    paper = RecordRef("paper", f"p{number}")
    moved = [movement for each in movements for movement in each]
    record(ledger, moved, Cause(APP, paper, START + timedelta(hours=number), "li"))
    return paper
