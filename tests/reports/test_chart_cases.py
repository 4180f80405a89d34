"""Every case in tests/cases/charts on both databases: the table of a chart, and its links lead to what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.lang.source import parse
from engine.reports.charts import CHARTS
from engine.reports.dataset import Question
from engine.reports.drawing import draw_chart
from engine.reports.look import PHONE, Look
from engine.reports.period import Period
from tests.reports import plant

FOLDER = Path(__file__).parent.parent / "cases" / "charts"


def cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yaml")):
        source = parse(file.read_text(encoding="utf-8"), file.name)
        assert not source.diagnostics, source.diagnostics
        for name, case in source.value["cases"].items():
            yield pytest.param({**source.value, **case}, id=f"{file.stem}-{name}")


def test_every_chart_kind_has_cases() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(CHARTS.names)


@pytest.mark.parametrize("case", list(cases()))
def test_chart_shows_and_leads_to_the_same_records(case: dict[str, Any], database_url: str) -> None:
    findings = plant.Findings()
    board = plant.compiled(case.get("datasets") or [case["dataset"]], {"chart": case["chart"]}, findings)
    assert findings.found == []
    chart = board.charts["chart"]
    period = Period(*(date.fromisoformat(day) for day in case["period"])) if "period" in case else None
    question = Question(period)
    links: list[tuple[str | None, str | None]] = []

    def link(key: str | None, series: str | None) -> str:
        links.append((key, series))
        return f"#/list?at={len(links) - 1}"

    look = Look(case.get("language", "zh"), width=PHONE, links=link)
    engine = plant.opened(database_url)
    with engine.begin() as connection:
        plant.filled(connection, case.get("suppliers", {}), case.get("inspections", []))
        answers = plant.asked(connection, chart, question)
        frame = chart.shape(answers, question, look)
        links.clear()
        table = chart.twin(frame, look)
        behind = [plant.counted(connection, chart, question, *pair) for pair in list(links)]
        total = plant.counted(connection, chart, question, None, None) if chart.whole else sum(behind)
    engine.dispose()

    assert [column.title for column in table.columns] == case["columns"]
    assert [list(row) for row in table.rows] == [list(map(str, row)) for row in case["table"]]
    assert behind == list(frame["counted"])
    assert sum(behind) == case.get("reached", total)
    drawing = draw_chart(chart, answers, question, look)
    assert drawing.total == sum(behind)
    assert drawing.notice == case.get("notice", "")
    assert bool(drawing.svg) == case.get("drawn", True)
