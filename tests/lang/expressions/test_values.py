"""The cases of tests/cases/expressions/values.yaml, each in every place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from four_places import TablePlace, connect, fill, shown, wire
from random_expressions import COMMAND, LINE, RECORD, SCOPE
from sqlalchemy import select
from test_places_are_equal import LINES, LOTS, METADATA, RECORDS, TABLES, linked

from engine.lang.expressions import DATE, MOMENT, NUMBER, Expression, Type, check

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "expressions" / "values.yaml").read_text(encoding="utf-8")
)
FOR_THE_PAGE = Path(__file__).parents[2] / "cases" / "expressions" / "values.page.jsonl"
"""Generated from the cases by running this file."""
BOUND = {("me",), ("today",), ("now",)}
IN_SQL = [case for case in CASES if not case.get("not_in_sql")]
LOT_ROWS = [
    {"id": "lot-1", "name": "Steel", "quantity": "1.5", "frozen": True, "made": None, "parent": None},
    {"id": "lot-2", "name": None, "quantity": None, "frozen": None, "made": "2026-01-01", "parent": "lot-1"},
]
LOT_TYPES = {"quantity": NUMBER, "made": DATE}


def value_of(written: Any, type_: Type | None) -> Any:
    if written is None:
        return None
    readers: dict[Any, Any] = {NUMBER: Decimal, DATE: date.fromisoformat, MOMENT: datetime.fromisoformat}
    return readers[type_](written) if type_ in (NUMBER, DATE, MOMENT) else written


def row(written: Mapping[str, Any], types: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {name: value_of(written.get(name), type_) for name, type_ in types.items()} | more


def record(case: Mapping[str, Any], index: int) -> dict[str, Any]:
    given, name = case.get("given", {}), f"{index:04}"
    lines = [
        row(line, LINE, id=f"{name}-{position}", parent_id=name) for position, line in enumerate(given.get("lines", []))
    ]
    types = {name: type_ for name, type_ in RECORD.items() if name not in ("lines", "me")}
    return row(given, types, id=name, lines=lines)


def expression(case: Mapping[str, Any]) -> Expression:
    found = check(case["expression"], SCOPE)
    assert isinstance(found, Expression), f"{case['expression']}: {found}"
    return found


LOT_VALUES = [{**row(lot, {name: LOT_TYPES.get(name) for name in lot})} for lot in LOT_ROWS]
RECORD_VALUES = [record(case, index) for index, case in enumerate(CASES)]


@pytest.mark.parametrize("index", range(len(CASES)), ids=[case["expression"] for case in CASES])
def test_in_python(index: int) -> None:
    (values,) = linked([RECORD_VALUES[index]], LOT_VALUES)
    assert shown(expression(CASES[index]).evaluate(values)) == CASES[index]["gives"]


def test_in_the_database(database_url: str) -> None:
    engine = connect(database_url)
    wrong = []
    with engine.begin() as connection:
        lines = [line for each in RECORD_VALUES for line in each["lines"]]
        fill(connection, METADATA, {LOTS: LOT_VALUES, RECORDS: RECORD_VALUES, LINES: lines})
        place = TablePlace(TABLES, RECORDS, COMMAND)
        for case, values in zip(CASES, RECORD_VALUES, strict=True):
            if case in IN_SQL:
                value = expression(case).to_sql(place).label("value")
                query = select(value).select_from(RECORDS).where(RECORDS.c.id == values["id"])
                found = shown(connection.execute(query).scalar_one())
                if found != case["gives"]:
                    wrong.append((case["expression"], values, found))
    engine.dispose()
    assert wrong == []


def test_conditions_choose_rows_in_the_database(database_url: str) -> None:
    """The same conditions as WHERE, and turned around with NOT: every row is in one of the two."""
    engine = connect(database_url)
    with engine.begin() as connection:
        fill(connection, METADATA, {LOTS: LOT_VALUES, RECORDS: RECORD_VALUES, LINES: []})
        place = TablePlace(TABLES, RECORDS, COMMAND)
        for case in IN_SQL:
            if isinstance(case["gives"], bool) and case["expression"] not in ("m", "f"):
                condition = expression(case).to_sql(place)
                kept = connection.execute(select(RECORDS.c.id).where(condition)).all()
                left = connection.execute(select(RECORDS.c.id).where(~condition)).all()
                assert len(kept) + len(left) == len(CASES), case["expression"]
    engine.dispose()


def for_the_page() -> str:
    """What designer_ui/src/model/expressions/cases.test.ts runs, one case a line."""
    records = linked(RECORD_VALUES, LOT_VALUES)
    return "".join(
        json.dumps(
            {
                "expression": case["expression"],
                "tree": expression(case).to_json(),
                "record": {path[0]: wire(values.get(path[0])) for path in expression(case).paths | BOUND},
                "gives": case["gives"],
            },
            ensure_ascii=False,
            sort_keys=True,
        )
        + "\n"
        for case, values in zip(CASES, records, strict=True)
    )


def test_the_page_tests_the_same_cases() -> None:
    assert FOR_THE_PAGE.read_text(encoding="utf-8") == for_the_page(), "run this file to write it again"


def test_every_trap_that_has_a_value_is_here() -> None:
    refused_at_check = {7, 36, 37, 39, 42}
    display_only = {35}
    assert {case["trap"] for case in CASES if "trap" in case} == set(range(1, 47)) - refused_at_check - display_only


if __name__ == "__main__":
    FOR_THE_PAGE.write_text(for_the_page(), encoding="utf-8")
