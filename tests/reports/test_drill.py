"""From a mark to its records: the same condition, the same period, the same filters; nonsense leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select, true

from engine.reports.count import Count
from engine.reports.dashboard import Chart
from engine.reports.dataset import Question
from engine.reports.keys import EMPTY, Others, from_wire, others, to_wire
from engine.reports.look import Look
from engine.reports.period import Period
from tests.reports import plant

COSTS: dict[str, Any] = {
    "dataset": "costs",
    "of": "inspection",
    "date": "posted_on",
    "measures": {"lots": {"title": "Lots", "value": "count()"}},
}
DEFECTS: dict[str, Any] = {**COSTS, "dataset": "defects", "of": "inspection.defects", "filters": {"maker": "supplier"}}
BY_SUPPLIER = {"kind": "pie", "title": "x", "dataset": "costs", "by": "supplier", "measure": "lots"}
BY_DEFECT = {"kind": "pareto", "title": "x", "dataset": "defects", "by": "defect", "measure": "lots"}


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = plant.opened(database_url)
    with engine.begin() as opened:
        plant.filled(
            opened,
            {"s1": "A", "s2": "B", "!s3": "C"},
            [
                {"supplier": "s1", "posted_on": "2026-01-31", "times": 2},
                {
                    "supplier": "s2",
                    "posted_on": "2026-02-01",
                    "defects": [{"defect": "a"}, {"defect": "a"}, {"defect": "b"}],
                },
                {"supplier": "!s3", "posted_on": "2026-02-02", "defects": [{"defect": "a"}]},
                {"posted_on": "2026-02-03"},
            ],
        )
        yield opened
    engine.dispose()


def chart_of(written: dict[str, Any], **more: Any) -> Chart:
    findings = plant.Findings()
    board = plant.compiled([COSTS, DEFECTS], {"one": written}, findings, **more)
    assert findings.found == []
    return board.charts["one"]


def count_of(written: dict[str, Any]) -> Count:
    """What a chart over one dataset counts."""
    whole = chart_of(written).whole
    assert whole is not None
    return whole


@given(st.one_of(st.text(), st.builds(Others, st.lists(st.text()).map(tuple))))
def test_a_key_survives_the_link(key: str | Others) -> None:
    assert from_wire(to_wire(key)) == key


@pytest.mark.parametrize(
    ("key", "count"),
    [
        (None, 5),
        ("s1", 2),
        (EMPTY, 1),
        (to_wire("!s3"), 1),
        (others(["s1", "s2"]), 2),
        (others(["s1", EMPTY]), 2),
        (others([]), 5),
        ("nobody", 0),
        ("![broken", 0),
        ("'; drop table plant_supplier; --", 0),
    ],
)
def test_a_link_leads_to_its_rows(connection: Connection, key: str | None, count: int) -> None:
    assert plant.counted(connection, chart_of(BY_SUPPLIER), Question(), key, None) == count


@pytest.mark.parametrize("key", ["soon", "2026-13-01", "2026-02-30", "9999999-01-01", "-1"])
def test_a_step_that_is_no_day_leads_nowhere(connection: Connection, key: str) -> None:
    chart = chart_of({**BY_SUPPLIER, "kind": "bar", "by": "posted_on", "step": "month"})
    assert plant.counted(connection, chart, Question(), key, None) == 0


@pytest.mark.parametrize("key", ["much", "NaN", "1e999", "--1"])
def test_a_number_that_is_none_leads_nowhere(connection: Connection, key: str) -> None:
    assert plant.counted(connection, chart_of({**BY_SUPPLIER, "by": "grade"}), Question(), key, None) == 0


def test_the_period_cuts_the_step(connection: Connection) -> None:
    chart = chart_of({**BY_SUPPLIER, "kind": "bar", "by": "posted_on", "step": "month"})
    question = Question(Period(date(2026, 2, 2), date(2026, 2, 28)))
    assert plant.counted(connection, chart, question, "2026-02-01", None) == 2
    assert plant.counted(connection, chart, question, "2026-01-01", None) == 0


def test_filters_narrow_chart_and_link_alike(connection: Connection) -> None:
    chart = chart_of(BY_SUPPLIER, filters=["supplier"])
    question = Question(filters={"supplier": ["s1", EMPTY]})
    answers = plant.asked(connection, chart, question)
    assert {(row["key"], row["rows"]) for row in answers} == {("s1", 2), (None, 1)}
    assert plant.counted(connection, chart, question, None, None) == 3
    assert plant.counted(connection, chart, question, "s2", None) == 0


def test_a_filter_finds_its_field_under_another_path(connection: Connection) -> None:
    chart = chart_of(BY_DEFECT, filters=["maker"])
    assert plant.counted(connection, chart, Question(filters={"maker": ["s2"]}), None, None) == 3


def test_rows_of_a_table_lead_to_the_records_they_stand_in(connection: Connection) -> None:
    chart, count = chart_of(BY_DEFECT), count_of(BY_DEFECT)
    assert plant.counted(connection, chart, Question(), "a", None) == 3
    found = count.records(plant.ground_of(count.dataset), Question(), "a")
    listed = select(plant.INSPECTION.c.supplier).where(plant.INSPECTION.c.id.in_(found))
    assert sorted(connection.execute(listed).scalars()) == ["!s3", "s2"]


def test_only_what_the_person_may_see_is_counted_and_listed(connection: Connection) -> None:
    chart = count_of(BY_SUPPLIER)
    ground = plant.ground_of(chart.dataset)
    own = plant.INSPECTION.c.supplier == "s1"
    answers = [dict(row) for row in connection.execute(chart.query(ground, own, Question())).mappings()]
    assert [(row["key_name"], row["rows"]) for row in answers] == [("A", 2)]
    assert len(connection.execute(chart.records(ground, Question(), others(["s2"]), None, own)).all()) == 2


def test_names_are_looked_up_for_the_groups_not_for_the_rows(connection: Connection) -> None:
    chart = count_of(BY_SUPPLIER)
    statement = str(chart.query(plant.ground_of(chart.dataset), true(), Question()).compile(connection))
    inner = statement[statement.index("FROM (") :]
    assert "GROUP BY 1" in inner
    assert "plant_supplier" not in inner


def test_too_many_groups_are_cut_and_it_is_said(connection: Connection) -> None:
    from engine.reports.drawing import draw_chart

    connection.execute(plant.INSPECTION.insert(), [{"id": f"n{at}", "note": f"note {at}"} for at in range(2100)])
    chart = chart_of({"kind": "table", "title": "x", "dataset": "costs", "by": "note", "measures": ["lots"]})
    answers = plant.asked(connection, chart, Question())
    assert len(answers) == 2001
    assert (
        draw_chart(chart, answers, Question(), Look("en")).notice
        == "More than 2,000 groups; choose a coarser dimension"
    )


def test_every_statement_counts_in_the_database(connection: Connection) -> None:
    chart = chart_of({"kind": "figure", "title": "x", "dataset": "costs", "measure": "lots"})
    assert plant.asked(connection, chart, Question()) == [{"m0": 5, "rows": 5, "counted": 5}]
    assert connection.execute(select(func.count()).select_from(plant.INSPECTION)).scalar_one() == 5
