"""A database takes the shape its apps need, keeps what is in it, and says beforehand what it would do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import inspect

from engine.lang.problems import Refused
from engine.storage.database import Database
from engine.storage.migrate import migrate, plan
from engine.storage.records import get_record, insert_record
from engine.storage.tables import AppTables, identifier
from tests.storage.shapes import INSPECTION, LOT, SUPPLIER, TABLES, number, record, text

WIDER = AppTables.compile(
    "qa",
    (
        replace(SUPPLIER, fields=(*SUPPLIER.fields, text("grade")), key=("code", "grade")),
        LOT,
        replace(
            INSPECTION,
            fields=(
                *INSPECTION.fields[:-1],
                replace(INSPECTION.fields[-1], row_fields=(*INSPECTION.fields[-1].row_fields, number("upper"))),
            ),
        ),
        replace(SUPPLIER, id="customer"),
    ),
    {"lot", "supplier"},
)


def test_a_plan_names_every_step_and_changes_nothing(database: Database) -> None:
    steps = [str(step) for step in database.read_now(lambda connection: plan(connection, WIDER.metadata))]
    assert steps == [
        "add table qa__customer",
        "add column qa__supplier.frozen",
        "add column qa__supplier.grade",
        "remove index key__qa__supplier__code on qa__supplier",
        "add index key__qa__supplier__code__grade on qa__supplier",
        "add column qa__inspection__readings.upper",
    ]
    assert not database.read_now(lambda connection: inspect(connection).has_table("qa__customer"))


def test_new_fields_are_added_and_what_stands_is_kept(database: Database) -> None:
    old = record("inspection", "i1", {"remark": "x", "readings": [{"id": "r1", "measured": Decimal(1)}]})
    database.write_now(lambda connection: insert_record(connection, TABLES.form("inspection"), old))
    database.write_now(
        lambda connection: insert_record(connection, TABLES.form("supplier"), record("supplier", "s1", {"code": "A"}))
    )
    database.write_now(lambda connection: migrate(connection, WIDER.metadata))
    assert database.read_now(lambda connection: plan(connection, WIDER.metadata)) == ()
    inspection = database.read_now(lambda connection: get_record(connection, WIDER.form("inspection"), "i1"))
    assert inspection.values["remark"] == "x"
    assert inspection.values["readings"][0]["upper"] is None  # type: ignore[index]
    supplier = database.read_now(lambda connection: get_record(connection, WIDER.form("supplier"), "s1"))
    assert (supplier.frozen, supplier.values["grade"]) == (False, None)


def test_a_removed_field_keeps_its_column(database: Database) -> None:
    narrow = AppTables.compile("qa", (replace(SUPPLIER, fields=SUPPLIER.fields[:2]), LOT, INSPECTION), {"lot"})
    assert database.write_now(lambda connection: migrate(connection, narrow.metadata)) == ()
    columns = database.read_now(lambda connection: inspect(connection).get_columns("qa__supplier"))
    assert "parent" in {column["name"] for column in columns}


def test_a_natural_key_that_records_contradict_is_refused_with_its_fields(database: Database) -> None:
    for code in ("A", "B"):
        one = record("supplier", code, {"code": code, "title": "same"})
        database.write_now(lambda connection, one=one: insert_record(connection, TABLES.form("supplier"), one))
    keyed = AppTables.compile("qa", (replace(SUPPLIER, key=("title",)), LOT, INSPECTION), {"lot"})
    with pytest.raises(Refused, match="title"):
        database.write_now(lambda connection: migrate(connection, keyed.metadata))
    with pytest.raises(Refused, match="same value"):
        again = record("supplier", "C", {"code": "A"})
        database.write_now(lambda connection: insert_record(connection, TABLES.form("supplier"), again))


def test_migrating_again_does_nothing(database: Database) -> None:
    assert database.write_now(lambda connection: migrate(connection, TABLES.metadata)) == ()


def test_long_names_stay_apart_and_fit() -> None:
    long = "a" * 48
    names = {identifier(long, long, tail) for tail in ("one", "two")}
    assert len(names) == 2
    assert max(map(len, names)) <= 60
    assert identifier("qa", "lot") == "qa__lot"
