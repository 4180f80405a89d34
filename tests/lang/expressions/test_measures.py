"""Grouped expressions (report measures): over rows in Python as over groups in the database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from four_places import TablePlace, Tables, columns, connect, fill, shown
from sqlalchemy import Column, MetaData, Table, select

from engine.lang.columns import TextColumn
from engine.lang.expressions import (
    BOOLEAN,
    NUMBER,
    PERSON,
    TEXT,
    ChoiceType,
    Expression,
    Faults,
    RecordType,
    RowsType,
    Scope,
    check,
)

LINE = {"x": NUMBER}
ROW = {
    "id": TEXT,
    "supplier": TEXT,
    "verdict": ChoiceType(("pass", "fail")),
    "quantity": NUMBER,
    "urgent": BOOLEAN,
    "lines": RowsType(LINE),
}
SCOPE = Scope({**ROW, "me": RecordType(PERSON)}, grouped=True)
COMMAND = {"me": {"id": "u", "name": "Li", "roles": ["inspector"]}}

METADATA = MetaData()
LINES = Table("lines", METADATA, Column("id", TextColumn()), Column("parent_id", TextColumn()), *columns(LINE))
ROWS = Table("rows", METADATA, *columns(ROW))
TABLES = Tables(ROWS, {"lines": LINES}, {}, {})

SAMPLE: list[dict[str, Any]] = [
    {"supplier": "A", "verdict": "pass", "quantity": Decimal("0.1"), "urgent": True, "xs": ["1", "2"]},
    {"supplier": "A", "verdict": "fail", "quantity": Decimal("0.2"), "urgent": None, "xs": []},
    {"supplier": "A", "verdict": "pass", "quantity": None, "urgent": False, "xs": ["0.5", None]},
    {"supplier": "B", "verdict": None, "quantity": None, "urgent": None, "xs": []},
    {"supplier": "C", "verdict": "pass", "quantity": Decimal("1000"), "urgent": True, "xs": ["-1"]},
]
for index, sample in enumerate(SAMPLE):
    sample["id"] = f"r{index}"
    sample["lines"] = [
        {"id": f"r{index}-{position}", "parent_id": f"r{index}", "x": None if x is None else Decimal(x)}
        for position, x in enumerate(sample.pop("xs"))
    ]

MEASURES = {
    "count()": ["3", "1", "1"],
    "count(verdict == 'pass')": ["2", "0", "1"],
    "100 * count(verdict == 'pass') / count()": ["66.6666666667", "0", "100"],
    "round(1000000 * count(verdict == 'fail') / count(), 0)": ["333333", "0", "0"],
    "sum(quantity)": ["0.3", "0", "1000"],
    "sum(quantity) == 0.3": [True, False, False],
    "avg(quantity)": ["0.15", None, "1000"],
    "sum(quantity) / count(not empty(quantity))": ["0.15", None, "1000"],
    "min(quantity) - max(quantity)": ["-0.1", None, "0"],
    "max(quantity * 2)": ["0.4", None, "2000"],
    "min(supplier)": ["A", "B", "C"],
    "any(urgent)": [True, False, True],
    "all(urgent)": [False, False, True],
    "sum(sum(lines, x))": ["3.5", "0", "-1"],
    "sum(count(lines)) + max(1, 2)": ["6", "2", "3"],
    "count(any(lines, x > 1))": ["1", "0", "0"],
    "choose(count() > 1, 'many', 'one')": ["many", "one", "one"],
    "coalesce(avg(quantity), 0)": ["0.15", "0", "1000"],
    "sum(2)": ["6", "2", "2"],
    "choose(has_role('inspector'), count(), null)": ["3", "1", "1"],
}


def measure(text: str) -> Expression:
    found = check(text, SCOPE)
    assert isinstance(found, Expression), f"{text}: {found}"
    return found


@pytest.mark.parametrize("text", MEASURES)
def test_over_rows(text: str) -> None:
    groups = [[row for row in SAMPLE if row["supplier"] == supplier] for supplier in "ABC"]
    assert [shown(measure(text).over(group, COMMAND)) for group in groups] == MEASURES[text]


def test_over_groups_in_the_database(database_url: str) -> None:
    engine = connect(database_url)
    wrong = []
    with engine.begin() as connection:
        fill(connection, METADATA, {ROWS: SAMPLE, LINES: [line for row in SAMPLE for line in row["lines"]]})
        place = TablePlace(TABLES, ROWS, COMMAND)
        for text, gives in MEASURES.items():
            value = measure(text).to_sql(place).label("value")
            query = select(ROWS.c.supplier, value).group_by(ROWS.c.supplier).order_by(ROWS.c.supplier)
            found = [shown(row.value) for row in connection.execute(query)]
            if found != gives:
                wrong.append((text, found))
    engine.dispose()
    assert wrong == []


def test_computed_numbers_order_as_numbers(database_url: str) -> None:
    engine = connect(database_url)
    with engine.begin() as connection:
        fill(connection, METADATA, {ROWS: SAMPLE, LINES: []})
        value = measure("sum(quantity) * 9").to_sql(TablePlace(TABLES, ROWS)).label("value")
        query = select(ROWS.c.supplier).group_by(ROWS.c.supplier)
        assert connection.execute(query.order_by(value)).scalars().all() == ["B", "A", "C"]
        assert connection.execute(query.order_by(value.desc())).scalars().all() == ["C", "A", "B"]
    engine.dispose()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("verdict", "not-grouped"),
        ("count() + quantity", "not-grouped"),
        ("sum(sum(quantity))", "arguments-wrong"),
        ("sum()", "arguments-wrong"),
        ("sum(verdict == 'pass')", "type-wrong"),
        ("count(verdict == 'x')", "option-unknown"),
    ],
)
def test_what_is_no_measure_is_refused(text: str, code: str) -> None:
    found = check(text, SCOPE)
    assert isinstance(found, Faults)
    assert found.faults[0].code == code
