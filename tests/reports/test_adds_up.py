"""Whatever is drawn adds up: behind every mark of every kind of chart stand exactly the records its number counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from engine.reports.charts import CHARTS
from engine.reports.dashboard import Chart
from engine.reports.dataset import Question
from engine.reports.look import Look
from engine.reports.period import Period
from tests.reports import plant

COSTS: dict[str, Any] = {
    "dataset": "costs",
    "of": "inspection",
    "where": "grade != 9",
    "date": "posted_on",
    "measures": {
        "lots": {"title": "Lots", "value": "count()"},
        "passed": {"title": "Passed", "value": "count(verdict == 'pass')"},
        "loss": {"title": "Loss", "value": "sum(amount)"},
        "rate": {"title": "Rate", "value": "100 * count(verdict == 'pass') / count()"},
    },
}
DEFECTS: dict[str, Any] = {
    "dataset": "defects",
    "of": "inspection.defects",
    "date": "posted_on",
    "measures": {"rows": {"title": "Rows", "value": "count()"}, "found": {"title": "Found", "value": "sum(quantity)"}},
}
STAGES = {
    "all": {"title": "All", "dataset": "costs", "measure": "passed", "of": "lots"},
    "urgent": {"title": "Urgent", "dataset": "costs", "where": "urgent", "measure": "passed", "of": "lots"},
}
OVER: dict[str, Any] = {"dataset": "costs", "title": "x"}
CHARTS_OF: dict[str, list[dict[str, Any]]] = {
    "figure": [{**OVER, "measure": "passed"}, {**OVER, "dataset": "defects", "measure": "rows"}],
    "gauge": [{**OVER, "measure": "rate"}],
    "ranking": [{**OVER, "by": "supplier", "measure": "passed", "limit": 2}],
    "bar": [
        {**OVER, "by": "grade", "measure": "lots", "series": "category"},
        {**OVER, "by": "at", "step": "week", "measure": "passed"},
    ],
    "line": [{**OVER, "by": "posted_on", "step": "month", "measure": "lots", "series": "supplier", "limit": 2}],
    "pareto": [{**OVER, "dataset": "defects", "by": "defect", "measure": "rows", "other_after": 1}],
    "funnel": [{"title": "x", "stages": STAGES}],
    "pie": [{**OVER, "by": "note", "measure": "lots", "other_below": 20}],
    "stacked_area": [
        {**OVER, "by": "posted_on", "step": "week", "measure": "passed", "series": "note", "other_after": 1}
    ],
    "table": [
        {**OVER, "by": "urgent", "measures": ["lots"]},
        {**OVER, "dataset": "defects", "by": "supplier", "measures": ["rows", "found"]},
    ],
}
DAYS = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 2)]
NOTES = ["", "a", "b", "c", "d", "!e"]
SUPPLIERS = ["s1", "s2", "!s3"]


def maybe(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


inspections = st.fixed_dictionaries(
    {
        "supplier": maybe(SUPPLIERS),
        "verdict": maybe(["pass", "fail"]),
        "category": maybe(["rework", "scrap"]),
        "note": maybe(NOTES),
        "amount": maybe([0, 5, -3]),
        "grade": maybe([1, 2, 9]),
        "urgent": maybe([True, False]),
        "posted_on": maybe([day.isoformat() for day in DAYS]),
        "at": maybe([f"{day}T16:00:00+00:00" for day in DAYS]),
        "defects": st.lists(
            st.fixed_dictionaries({"defect": maybe(["x", "y", "z"]), "quantity": maybe([1, 2])}), max_size=3
        ),
    }
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "supplier": st.lists(st.sampled_from(["", "s1", "!=!s3"]), min_size=1, max_size=2),
        "verdict": st.lists(st.sampled_from(["", "pass", "fail"]), min_size=1, max_size=2),
        "urgent": st.lists(st.sampled_from(["true", "false"]), min_size=1, max_size=1),
    },
)
periods = st.sampled_from([None, Period(DAYS[1], DAYS[2]), Period(DAYS[0], DAYS[3])])
rights: dict[str, ColumnElement[bool]] = {
    "everything": true(),
    "its own": plant.INSPECTION.c.supplier == "s1",
    "what is urgent or without a supplier": or_(plant.INSPECTION.c.urgent, plant.INSPECTION.c.supplier.is_(None)),
}


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = plant.opened(database_url)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def charts() -> dict[str, Chart]:
    written = {
        f"{kind}_{at}": {"kind": kind, **each} for kind, all_ in CHARTS_OF.items() for at, each in enumerate(all_)
    }
    findings = plant.Findings()
    board = plant.compiled([COSTS, DEFECTS], written, findings, filters=["supplier", "verdict", "urgent"])
    assert findings.found == []
    return dict(board.charts)


def test_every_kind_is_asked() -> None:
    assert set(CHARTS_OF) == set(CHARTS.names)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(inspections, max_size=12), filters, periods, st.sampled_from(sorted(rights)))
def test_the_records_behind_the_marks_add_up(
    connection: Connection,
    written: list[dict[str, Any]],
    chosen: dict[str, list[str]],
    period: Period | None,
    right: str,
) -> None:
    question, allowed = Question(period, filters=chosen), rights[right]
    with connection.begin_nested() as savepoint:
        plant.filled(connection, dict.fromkeys(SUPPLIERS, "名"), written)
        for name, chart in charts().items():
            marks = marks_of(connection, chart, question, allowed)
            behind = [listed(connection, chart, question, allowed, key, series) for key, series, _ in marks]
            assert behind == [counted for _, _, counted in marks], name
            if chart.whole:
                assert sum(behind) == listed(connection, chart, question, allowed, None, None), name
        savepoint.rollback()


def marks_of(
    connection: Connection, chart: Chart, question: Question, allowed: ColumnElement[bool]
) -> list[tuple[str | None, str | None, int]]:
    """Key, series and the number of rows of every row of the table twin, which holds all marks."""
    answers = plant.asked(connection, chart, question, allowed)
    links: list[tuple[str | None, str | None]] = []

    def link(key: str | None, series: str | None) -> str:
        links.append((key, series))
        return "#"

    frame = chart.shape(answers, question, Look(links=link))
    chart.twin(frame, Look(links=link))
    return [(key, series, counted) for (key, series), counted in zip(links, frame["counted"], strict=True)]


def listed(
    connection: Connection,
    chart: Chart,
    question: Question,
    allowed: ColumnElement[bool],
    key: str | None,
    series: str | None,
) -> int:
    """How many rows stand in the records a mark opens: the list is one of records, a table's rows stand in them."""
    count = chart.behind(key)
    assert count is not None
    ground = plant.ground_of(count.dataset)
    records = count.records(ground, question, key, series, allowed)
    rows = and_(ground.record_id.in_(records), count.drill(ground, question, key, series))
    return connection.execute(select(func.count()).select_from(ground.rows).where(rows)).scalar_one()
