"""Records are stored whole, exactly, and changed only by who has seen the latest revision."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from engine.lang.problems import Conflict, NotFound, Refused
from engine.storage.database import Database
from engine.storage.records import (
    exists_in_scope,
    find_records,
    freeze,
    get_record,
    get_records,
    insert_record,
    names_of,
    update_record,
)
from tests.storage.shapes import NOW, TABLES, record

SUPPLIER, LOT, INSPECTION = (TABLES.form(name) for name in ("supplier", "lot", "inspection"))
READINGS = (
    {"id": "r1", "characteristic": "外径", "measured": Decimal("25.001"), "instrument": None},
    {"id": "r2", "characteristic": "length", "measured": None, "instrument": "s1"},
)
VALUES = {
    "lot": "l1",
    "remark": "划伤 'quoted' \"%\" 😀",
    "score": Decimal("99.95"),
    "checked_at": datetime(2026, 11, 22, 16, 0, tzinfo=timezone(timedelta(hours=8))),
    "tags": ["a", "b"],
    "readings": READINGS,
}


def test_a_record_comes_back_as_it_went_in_with_its_rows_in_order(database: Database) -> None:
    stored = record("inspection", "i1", VALUES, number="IQC-1", state="submitted", submitted_at=NOW, submitted_by="li")
    database.write_now(lambda connection: insert_record(connection, INSPECTION, stored))
    assert database.read_now(lambda connection: get_record(connection, INSPECTION, "i1")) == stored


def test_moments_come_back_in_utc(database: Database) -> None:
    database.write_now(lambda connection: insert_record(connection, INSPECTION, record("inspection", "i1", VALUES)))
    found = database.read_now(lambda connection: get_record(connection, INSPECTION, "i1"))
    assert found.values["checked_at"] == datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    assert found.values["checked_at"].utcoffset() == timedelta(0)


DECIMALS = [
    "0",
    "0.1",
    "-0.1",
    "123456789012345",
    "0.0000000001",
    "99999.9999999999",
    "1.1",
    "-273.15",
    "100000000000000",
    "2.675",
]


def test_decimals_of_15_digits_come_back_exactly(database: Database) -> None:
    lots = [record("lot", text, {"quantity": Decimal(text), "made": date(2026, 2, 28)}) for text in DECIMALS]
    database.write_now(lambda connection: [insert_record(connection, LOT, lot) for lot in lots])
    for text in DECIMALS:
        values = database.read_now(lambda connection, text=text: get_record(connection, LOT, text)).values
        assert (values["quantity"], values["made"]) == (Decimal(text), date(2026, 2, 28))


def test_the_same_id_twice_is_a_conflict_that_shows_what_stands(database: Database) -> None:
    first = record("inspection", "i1", VALUES)
    database.write_now(lambda connection: insert_record(connection, INSPECTION, first))
    with pytest.raises(Conflict) as caught:
        database.write_now(
            lambda connection: insert_record(connection, INSPECTION, replace(first, values={"score": None}))
        )
    assert caught.value.current["record"] == first
    assert len(database.read_now(lambda connection: find_records(connection, INSPECTION))) == 1


def test_a_change_to_an_old_revision_is_a_conflict_that_shows_what_stands(database: Database) -> None:
    first = record("inspection", "i1", VALUES)
    database.write_now(lambda connection: insert_record(connection, INSPECTION, first))
    changed = replace(first, values={**VALUES, "remark": "second", "readings": READINGS[:1]})
    second = database.write_now(lambda connection: update_record(connection, INSPECTION, changed, 1))
    assert second.rev == 2
    with pytest.raises(Conflict) as caught:
        database.write_now(lambda connection: update_record(connection, INSPECTION, replace(first), 1))
    assert caught.value.current["record"] == second
    assert database.read_now(lambda connection: get_record(connection, INSPECTION, "i1")) == second


def test_a_natural_key_is_taken_until_its_record_is_deleted(database: Database) -> None:
    one = record("supplier", "s1", {"code": "A", "title": "Acme", "parent": None})
    database.write_now(lambda connection: insert_record(connection, SUPPLIER, one))
    with pytest.raises(Refused) as caught:
        database.write_now(lambda connection: insert_record(connection, SUPPLIER, replace(one, id="s2")))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(("code",), "key-taken")]
    other = replace(one, id="s3", values={**one.values, "code": "B"})
    database.write_now(lambda connection: insert_record(connection, SUPPLIER, other))
    with pytest.raises(Refused, match="same value"):
        database.write_now(lambda connection: update_record(connection, SUPPLIER, replace(other, values=one.values), 1))
    database.write_now(lambda connection: update_record(connection, SUPPLIER, replace(one, deleted_at=NOW), 1))
    database.write_now(lambda connection: insert_record(connection, SUPPLIER, replace(one, id="s2")))


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_no_database_can_hold_is_refused_at_its_place_on_both(database: Database, text: str) -> None:
    bad = record("inspection", "i1", {"remark": "fine", "readings": [{"id": "r1", "characteristic": text}]})
    with pytest.raises(Refused) as caught:
        database.write_now(lambda connection: insert_record(connection, INSPECTION, bad))
    assert [problem.path for problem in caught.value.problems] == [("readings", 0, "characteristic")]


def test_deleted_and_out_of_scope_records_are_not_found_alike(database: Database) -> None:
    one = record("supplier", "s1", {"code": "A", "title": "Acme", "parent": None})
    gone = record("supplier", "s2", {"code": "B", "title": "Gone", "parent": None}, deleted_at=NOW)
    for each in (one, gone):
        database.write_now(lambda connection, each=each: insert_record(connection, SUPPLIER, each))
    acme, other = SUPPLIER.table.c.title == "Acme", SUPPLIER.table.c.title == "Other"
    assert database.read_now(lambda connection: get_record(connection, SUPPLIER, "s1", acme)) == one
    for id_, scope in (("s1", other), ("s2", None), ("nobody", None)):
        with pytest.raises(NotFound):
            database.read_now(lambda connection, id_=id_, scope=scope: get_record(connection, SUPPLIER, id_, scope))
    assert database.read_now(lambda connection: exists_in_scope(connection, SUPPLIER, "s1", acme))
    assert not database.read_now(lambda connection: exists_in_scope(connection, SUPPLIER, "s1", other))
    assert database.read_now(lambda connection: names_of(connection, SUPPLIER, ["s1", "s2"])) == {
        "s1": "Acme",
        "s2": "Gone",
    }
    assert set(database.read_now(lambda connection: get_records(connection, SUPPLIER, ["s1", "s2"]))) == {"s1", "s2"}


def test_a_lot_is_frozen_once_and_released_once(database: Database) -> None:
    database.write_now(lambda connection: insert_record(connection, LOT, record("lot", "l1", {})))
    turns = [True, True, False, False]
    answers = [database.write_now(lambda c, to=to: freeze(c, LOT, "l1", frozen=to)) for to in turns]
    assert answers == [True, False, True, False]
