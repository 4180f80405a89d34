"""Rows copied from a table of a linked record: their copied columns always come from there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.lang.problems import Refused
from tests.forms.workshop import Around, form_with

D = Decimal
FORM = form_with(
    """
plan: {kind: link, to: plan}
readings:
  kind: table
  from: plan.characteristics
  fields:
    characteristic: {kind: text, read_only: true}
    lower: {kind: number, read_only: true}
    upper: {kind: number, read_only: true}
    gauge: {kind: link, to: item, read_only: true}
    measured: {kind: number, required: true}
    note: {kind: text, read_only: true}
    ok: {kind: yes_no, value: 'between(measured, lower, upper)'}
failed: {kind: number, value: 'count(readings, not ok)'}
"""
)


def source(row_id: str, name: str, lower: int, upper: int) -> dict[str, Any]:
    gauge = {"id": f"gauge-{row_id}", "code": "Caliper"}
    return {"id": row_id, "characteristic": name, "lower": D(lower), "upper": D(upper), "gauge": gauge}


AROUND = Around(
    p1={"characteristics": (source("s1", "Length", 1, 2), source("s2", "Width", 3, 4))},
    p2={"characteristics": (source("s9", "Weight", 5, 6),)},
)


def completed(readings: list[dict[str, Any]] | None, plan: str = "p1") -> list[dict[str, Any]]:
    sent = {"plan": plan} if readings is None else {"plan": plan, "readings": readings}
    return list(FORM.complete(FORM.accept(sent, draft=False), AROUND)["readings"])


def problems(readings: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    values = FORM.complete(FORM.accept({"plan": "p1", "readings": readings}, draft=False), AROUND)
    found = FORM.missing(values, AROUND)
    return [("/".join(map(str, each.path)), each.code, each.values.get("name", "")) for each in found]


def test_rows_never_sent_are_filled_from_the_source() -> None:
    rows = completed(None)
    assert [(row["source_row"], row["characteristic"], row["lower"], row["gauge"]) for row in rows] == [
        ("s1", "Length", 1, "gauge-s1"),
        ("s2", "Width", 3, "gauge-s2"),
    ]
    assert [row["id"] for row in rows] == [None, None]


def test_copied_columns_come_from_the_source_whatever_is_sent() -> None:
    rows = completed([{"id": "r1", "source_row": "s1", "lower": -99, "upper": 99, "measured": 50}])
    assert (rows[0]["lower"], rows[0]["upper"], rows[0]["ok"]) == (1, 2, False)


def test_a_row_without_its_origin_is_recognised_by_what_was_copied() -> None:
    rows = completed([{"characteristic": "Width", "measured": 3}, {"characteristic": "Length", "measured": 9}])
    assert [(row["source_row"], row["lower"], row["ok"]) for row in rows] == [("s2", 3, True), ("s1", 1, False)]


def test_a_read_only_column_that_is_not_copied_cannot_be_sent() -> None:
    with pytest.raises(Refused) as refused:
        FORM.accept({"readings": [{"source_row": "s1", "note": "x"}]}, draft=False)
    assert [(each.path, each.code) for each in refused.value.problems] == [(("readings", 0, "note"), "read-only")]


def test_a_missing_row_of_the_source_and_a_row_from_nowhere_are_told() -> None:
    assert problems([{"source_row": "s1", "measured": 1}, {"characteristic": "Colour", "measured": 1}]) == [
        ("readings/1", "row-unknown", ""),
        ("readings", "row-missing", "Width"),
    ]
    assert problems([]) == [("readings", "row-missing", "Length"), ("readings", "row-missing", "Width")]


def test_several_rows_may_measure_the_same_characteristic() -> None:
    rows = [
        {"source_row": "s1", "measured": 1},
        {"source_row": "s1", "measured": 2},
        {"source_row": "s2", "measured": 3},
    ]
    assert problems(rows) == []


def test_another_plan_replaces_the_rows_of_the_first() -> None:
    first = FORM.complete({"plan": "p1"}, AROUND)
    second = FORM.complete({**first, "plan": "p2"}, AROUND)
    assert [row["characteristic"] for row in second["readings"]] == ["Weight"]
    assert FORM.complete({**first, "plan": None}, AROUND)["readings"] == ()


def test_totals_read_the_copied_and_computed_columns() -> None:
    values = FORM.complete(
        {"plan": "p1", "readings": ({"source_row": "s1", "measured": D(9)}, {"source_row": "s2", "measured": D(3)})},
        AROUND,
    )
    assert values["failed"] == 1


def test_a_submitted_record_keeps_the_limits_it_was_judged_by() -> None:
    filled = FORM.complete({"plan": "p1"}, AROUND)
    rows = tuple({**row, "id": f"r{place}", "measured": row["lower"]} for place, row in enumerate(filled["readings"]))
    before = FORM.complete({**filled, "readings": rows}, AROUND)
    stricter = Around(p1={"characteristics": (source("s1", "Length", 8, 9), source("s3", "New", 0, 0))})
    assert FORM.complete(before, stricter, before) == before
    tampered = tuple({**row, "lower": D(-99), "measured": D(0)} for row in before["readings"])
    after = FORM.complete({**before, "readings": tampered}, stricter, before)
    assert [(row["lower"], row["ok"]) for row in after["readings"]] == [(1, False), (3, False)]
    assert after["failed"] == 2
    assert FORM.missing(after, stricter, before) == []
