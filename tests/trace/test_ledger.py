"""What the ledger keeps, on SQLite and on PostgreSQL."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import Connection, func, select

from engine.lang.records import RecordRef
from engine.trace.balance import balance, moves
from engine.trace.genealogy import closure
from engine.trace.ledger import void
from engine.trace.lots import CHUNK, find_lots, lock, lot_ids, refs_of
from engine.trace.shares import shares
from engine.trace.tables import EDGE, EVENT, LOT
from tests.trace.factory import APP, START, key, lot, made, received, shipped, write


def test_a_lot_has_one_key_however_often_it_is_asked_for(ledger: Connection) -> None:
    first = lot_ids(ledger, APP, [lot("A"), lot("B"), lot("A")])
    again = lot_ids(ledger, APP, [lot("B"), lot("C")])
    assert again[lot("B")] == first[lot("B")]
    assert len({*first.values(), *again.values()}) == 3
    assert refs_of(ledger, first.values()) == {number: ref for ref, number in first.items()}


def test_the_same_record_id_in_another_app_or_form_is_another_lot(ledger: Connection) -> None:
    mine = lot_ids(ledger, APP, [lot("A"), RecordRef("batch", "A")])
    others = lot_ids(ledger, "other", [lot("A")])
    assert len({*mine.values(), *others.values()}) == 3


def test_asking_makes_no_lot(ledger: Connection) -> None:
    assert find_lots(ledger, APP, [lot("A")]) == {}
    assert ledger.scalar(select(func.count()).select_from(LOT)) == 0


def test_more_lots_than_fit_one_statement(ledger: Connection) -> None:
    names = [lot(f"L{number}") for number in range(CHUNK + 5)]
    keys = lot_ids(ledger, APP, names)
    assert set(keys) == set(names)
    lock(ledger, keys.values())
    assert len(balance(ledger, keys.values())) == len(names)


def test_the_balance_closes_by_kind(ledger: Connection) -> None:
    write(ledger, received(A="40.5"))
    write(ledger, received(A="0.1"), shipped("C1", A=3))
    write(ledger, made({"A": "7.25"}, {"P": 7}))
    kept = balance(ledger, [key(ledger, "A")])[key(ledger, "A")]
    assert kept.came == {"receive": Decimal("40.6")}
    assert kept.went == {"ship": Decimal(3), "consume": Decimal("7.25")}
    assert kept.on_hand == Decimal("30.35")


def test_a_lot_never_moved_has_an_empty_balance(ledger: Connection) -> None:
    assert balance(ledger, [4711])[4711].on_hand == 0


def test_tenths_add_up_exactly(ledger: Connection) -> None:
    for _ in range(10):
        write(ledger, received(A="0.1"))
    assert balance(ledger, [key(ledger, "A")])[key(ledger, "A")].on_hand == 1


def test_one_record_makes_one_event_for_each_step(ledger: Connection) -> None:
    write(ledger, made({"A": 5}, {"P": 4}), shipped("C1", P=1))
    assert ledger.execute(select(EVENT.c.kind).order_by(EVENT.c.id)).scalars().all() == ["transform", "ship"]


def test_edges_go_from_all_consumed_to_all_produced_in_proportion(ledger: Connection) -> None:
    write(ledger, made({"A": 10, "B": 5}, {"P": 3, "Q": 1}))
    found = {(row.source, row.target): row.quantity for row in ledger.execute(select(EDGE))}
    assert found == {
        (key(ledger, "A"), key(ledger, "P")): Decimal("7.5"),
        (key(ledger, "A"), key(ledger, "Q")): Decimal("2.5"),
        (key(ledger, "B"), key(ledger, "P")): Decimal("3.75"),
        (key(ledger, "B"), key(ledger, "Q")): Decimal("1.25"),
    }


def test_a_lot_in_two_rows_makes_one_edge(ledger: Connection) -> None:
    rows = made({"A": 2}, {}) + made({"A": 3}, {"P": 5})
    write(ledger, rows)
    assert [(row.quantity) for row in ledger.execute(select(EDGE))] == [Decimal(5)]


def test_what_is_taken_back_counts_no_more_but_stays_written(ledger: Connection) -> None:
    write(ledger, received(A=10))
    wrong = write(ledger, made({"A": 4}, {"P": 4}))
    assert void(ledger, APP, wrong, START) == 1
    assert void(ledger, APP, wrong, START) == 0
    assert balance(ledger, [key(ledger, "A")])[key(ledger, "A")].on_hand == 10
    assert closure(ledger, key(ledger, "P"), "backward").edges == []
    assert ledger.scalar(select(func.count()).select_from(EVENT)) == 2


def test_moves_tell_who_gave_and_got_in_the_order_it_happened(ledger: Connection) -> None:
    first = write(ledger, received(A=10))
    second = write(ledger, shipped("C1", A=4))
    found = moves(ledger, [key(ledger, "A")])
    assert [(move.kind, move.party, move.record, move.actor) for move in found] == [
        ("receive", RecordRef("supplier", "S1"), first, "li"),
        ("ship", RecordRef("customer", "C1"), second, "li"),
    ]
    assert START < found[0].at < found[1].at


@pytest.mark.parametrize(
    ("quantity", "weights"),
    [("10", (1, 1, 1)), ("0.0000000001", (1, 2)), ("123456789012345", (1, 1, 1)), ("99999.99999", (7, 11, 13))],
)
def test_shares_add_up_and_fit_the_stored_digits(quantity: str, weights: tuple[int, ...]) -> None:
    found = shares(Decimal(quantity), {number: Decimal(weight) for number, weight in enumerate(weights)})
    assert sum(found.values()) == Decimal(quantity)
    for share in found.values():
        assert len(share.normalize().as_tuple().digits) <= 15
