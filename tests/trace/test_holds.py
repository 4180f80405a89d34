"""Several holds on one lot; free when all are released."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from engine.lang.labels import Label
from engine.lang.records import RecordRef
from engine.trace.holds import held, hold, holds, release
from tests.trace.factory import START, key

IQC1 = RecordRef("iqc", "1")
IQC2 = RecordRef("iqc", "2")
REASON = Label("来料检验 1", "IQC 1")


def test_a_lot_is_frozen_until_every_hold_is_released(ledger: Connection) -> None:
    lot = key(ledger, "A")
    hold(ledger, lot, REASON, IQC1, at=START, by="li")
    hold(ledger, lot, REASON, IQC2, at=START, by="li")
    assert release(ledger, lot, at=START, by="wang", holder=IQC1) == 1
    assert [each.holder for each in held(ledger, [lot])[lot]] == [IQC2]
    assert release(ledger, lot, at=START, by="wang", holder=IQC2) == 1
    assert held(ledger, [lot]) == {}


def test_freezing_again_for_the_same_holder_changes_nothing(ledger: Connection) -> None:
    lot = key(ledger, "A")
    assert hold(ledger, lot, REASON, IQC1, at=START, by="li")
    assert not hold(ledger, lot, Label.both("again"), IQC1, at=START + timedelta(days=1), by="wang")
    assert [(each.reason, each.held_by, each.since) for each in holds(ledger, lot)] == [(REASON, "li", START)]


def test_after_a_release_the_same_holder_may_freeze_anew(ledger: Connection) -> None:
    lot = key(ledger, "A")
    hold(ledger, lot, REASON, IQC1, at=START, by="li")
    release(ledger, lot, at=START, by="wang", holder=IQC1)
    assert hold(ledger, lot, REASON, IQC1, at=START, by="li")
    assert len(holds(ledger, lot)) == 2


def test_a_release_without_a_holder_takes_every_hold_off_and_keeps_who_when_and_why(ledger: Connection) -> None:
    lot, later = key(ledger, "A"), START + timedelta(hours=1)
    hold(ledger, lot, REASON, IQC1, at=START, by="li")
    hold(ledger, lot, REASON, RecordRef("@person", "wang"), at=START, by="wang")
    assert release(ledger, lot, at=later, by="zhao", reason=Label("让步", "Concession")) == 2
    assert {(each.released_at, each.released_by, each.release_reason) for each in holds(ledger, lot)} == {
        (later, "zhao", Label("让步", "Concession"))
    }


def test_a_release_of_a_free_lot_or_of_another_lot_does_nothing(ledger: Connection) -> None:
    one, other = key(ledger, "A"), key(ledger, "B")
    hold(ledger, one, REASON, IQC1, at=START, by="li")
    assert release(ledger, other, at=START, by="zhao") == 0
    assert set(held(ledger, [one, other])) == {one}
