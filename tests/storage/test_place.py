"""Expressions find their columns: through links, in rows, of the person who asks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from sqlalchemy import select

from engine.lang.expressions import BOOLEAN, DEPARTMENT, PERSON, TEXT, Faults, RecordType, Scope, check
from engine.lang.expressions.types import Type
from engine.storage.database import Database
from engine.storage.departments import Department, add_department
from engine.storage.people import Person, add_person
from engine.storage.place import FormPlace, RowPlace
from engine.storage.records import find_records, insert_record
from tests.storage.shapes import INSPECTION as INSPECTION_FORM
from tests.storage.shapes import LOT as LOT_FORM
from tests.storage.shapes import READINGS, SUPPLIER, TABLES, record

INSPECTION = TABLES.form("inspection")
SYSTEM: Mapping[str, Type] = {"id": TEXT, "number": TEXT, "created_by": RecordType(PERSON)}
NAMES: dict[str, Mapping[str, Type]] = {
    form.id: {**{field.id: field.type for field in form.fields}, **SYSTEM}
    for form in (SUPPLIER, LOT_FORM, INSPECTION_FORM)
} | {PERSON: {"id": TEXT, "name": TEXT, "organisation": RecordType("supplier"), "department": RecordType(DEPARTMENT)}}


def scope(form: str) -> Scope:
    around = Scope({"me": RecordType(PERSON), "this": RecordType(form)}, NAMES.__getitem__)
    return Scope(NAMES[form], NAMES.__getitem__, around)


def readings(*measured: int) -> list[dict[str, object]]:
    return [
        {"id": f"r{measured}{at}", "measured": Decimal(one), "characteristic": "d", "instrument": "s2"}
        for at, one in enumerate(measured)
    ]


@pytest.fixture
def filled(database: Database) -> Database:
    ones = [
        record("supplier", "s1", {"code": "A", "title": "Acme", "parent": "s2"}),
        record("supplier", "s2", {"code": "B", "title": "Group", "parent": None}),
        record("lot", "l1", {"supplier": "s1", "quantity": Decimal(10)}),
        record("lot", "l2", {"supplier": "s2", "quantity": Decimal(20)}),
        record("inspection", "i1", {"lot": "l1", "readings": readings(1, 2)}),
        record("inspection", "i2", {"lot": "l2", "readings": readings(30)}),
        record("inspection", "i3", {"lot": None, "remark": "x"}, created_by="wang"),
    ]
    database.write_now(lambda connection: [insert_record(connection, TABLES.form(one.form), one) for one in ones])
    for part in (Department("d1", "QA", "质量部"), Department("d2", "IQC", "进料检验", parent="d1")):
        database.write_now(lambda connection, part=part: add_department(connection, part))
    for one in (Person("li", "li", "李", organisation="s1"), Person("wang", "wang", "王", department="d2")):
        database.write_now(lambda connection, one=one: add_person(connection, one))
    return database


QA = {"id": "d1", "code": "QA", "name": "质量部", "within": ("QA",)}
ME = {"me": {"id": "li", "organisation": "s1", "department": QA}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lot.supplier == me.organisation", ["i1"]),
        ("lot.supplier.title == 'Acme'", ["i1"]),
        ("lot.supplier.parent.title == 'Group'", ["i1"]),
        ("lot.quantity > 10", ["i2"]),
        ("lot == null", ["i3"]),
        ("empty(lot.supplier.title)", ["i3"]),
        ("count(readings, measured > 1) == 1", ["i1", "i2"]),
        ("any(readings, instrument.title == 'Group' and measured > 20)", ["i2"]),
        ("sum(readings, measured * lot.quantity) == 30", ["i1"]),
        ("empty(readings)", ["i3"]),
        ("created_by == me", ["i1", "i2"]),
        ("created_by.department.code == 'IQC'", ["i3"]),
        ("created_by.department.parent.name == '质量部'", ["i3"]),
        ("in_department(created_by, 'QA')", ["i3"]),
        ("in_department(created_by.department, 'QA')", ["i3"]),
        ("in_department(created_by, me.department)", ["i3"]),
        ("in_department(created_by, me)", ["i3"]),
        ("in_department(created_by, 'IQ')", []),
        ("in_department(me, created_by.department)", []),
        ("in_department(me, 'QA')", ["i1", "i2", "i3"]),
        ("in_department(me, 'IQC')", []),
        ("created_by.organisation.title == 'Acme'", ["i1", "i2"]),
        ("this.lot.id == 'l2'", ["i2"]),
    ],
)
def test_a_condition_finds_the_records_it_holds_for(filled: Database, text: str, found: list[str]) -> None:
    expression = check(text, scope("inspection"), BOOLEAN)
    assert not isinstance(expression, Faults), expression
    where = expression.to_sql(FormPlace.of(TABLES, "inspection", ME))
    records = filled.read_now(lambda connection: find_records(connection, INSPECTION, where))
    assert [one.id for one in records] == found


def test_the_record_being_filled_is_known_when_its_links_are_looked_up(filled: Database) -> None:
    around = Scope({"this": RecordType("inspection")}, NAMES.__getitem__)
    expression = check("supplier == this.lot.supplier", Scope(NAMES["lot"], NAMES.__getitem__, around), BOOLEAN)
    assert not isinstance(expression, Faults), expression
    for this, found in (({"lot": {"supplier": "s2"}}, ["l2"]), ({"lot": None}, [])):
        where = expression.to_sql(FormPlace.of(TABLES, "lot", {"this": this}))
        records = filled.read_now(lambda connection, where=where: find_records(connection, TABLES.form("lot"), where))
        assert [one.id for one in records] == found


def test_rows_of_all_records_can_be_asked_with_the_names_of_their_record(filled: Database) -> None:
    rows = INSPECTION.rows["readings"]
    names = Scope({field.id: field.type for field in READINGS}, NAMES.__getitem__, scope("inspection"))
    expression = check("measured < 30 and lot.supplier.title == 'Acme'", names, BOOLEAN)
    assert not isinstance(expression, Faults), expression
    place = RowPlace(FormPlace.of(TABLES, "inspection", ME), rows.table, rows.links)
    query = select(rows.table.c.measured).select_from(rows.table.join(INSPECTION.table)).where(expression.to_sql(place))
    assert filled.read_now(lambda connection: sorted(connection.execute(query).scalars())) == [1, 2]
