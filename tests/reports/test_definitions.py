"""What people write: two file types, ten chart kinds, and findings that name the place and the way out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.app.load import load
from engine.lang.source import parse
from engine.reports.chart import ChartKind
from engine.reports.charts import CHARTS
from engine.reports.compile_dataset import compile_dataset
from engine.reports.definition import REPORT_FILES, DashboardDefinition, DatasetDefinition, PeriodDefinition
from engine.reports.period import Period
from tests.reports import plant

APPS = Path(__file__).parents[2] / "apps"
DATASET: dict[str, Any] = {
    "dataset": "costs",
    "of": "inspection",
    "date": "posted_on",
    "measures": {
        "loss": {"title": "Loss", "value": "sum(amount)"},
        "lots": {"title": "Lots", "value": "count()"},
        "rate": {"title": "Rate", "value": "100 * count(verdict == 'pass') / count()"},
    },
}


def findings_of(chart: dict[str, Any], **more: Any) -> list[str]:
    findings = plant.Findings()
    plant.compiled([DATASET], {"one": {"title": "One", "dataset": "costs", **chart}}, findings, **more)
    return findings.found


def findings_in_dataset(**changed: Any) -> list[str]:
    findings = plant.Findings()
    compile_dataset(DatasetDefinition.model_validate({**DATASET, **changed}), plant.PlantFields(), findings)
    return findings.found


@pytest.mark.parametrize("kind", list(CHARTS), ids=CHARTS.names)
def test_the_example_of_every_kind_is_a_chart(kind: type[ChartKind]) -> None:
    example = parse(kind.example, "example.yaml").value
    board = DashboardDefinition.model_validate({"dashboard": "board", "title": "Board", "charts": {"one": example}})
    assert type(board.charts["one"]) is kind
    assert kind.__doc__


def test_a_file_is_told_apart_by_its_first_key() -> None:
    assert set(REPORT_FILES) == {"dataset", "dashboard"}


def test_a_period_ends_today_and_counts_both_ends() -> None:
    assert PeriodDefinition(last="180 days").at(date(2026, 11, 22)) == Period(date(2026, 5, 27), date(2026, 11, 22))
    assert PeriodDefinition(last="1 days").at(date(2026, 3, 1)) == Period(date(2026, 3, 1), date(2026, 3, 1))
    assert PeriodDefinition(last="2 weeks").at(date(2026, 3, 1)) == Period(date(2026, 2, 16), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("chart", "finding"),
    [
        ({"kind": "figure", "measure": "los"}, "charts/one/measure: there is no measure 'los' (lots)"),
        (
            {"kind": "figure", "measure": "lots", "dataset": "cost"},
            "charts/one/dataset: there is no dataset 'cost' (costs)",
        ),
        (
            {"kind": "table", "by": "supplier", "measures": ["lots", "rats"]},
            "charts/one/measures/1: there is no measure 'rats' (rate)",
        ),
        (
            {"kind": "pie", "by": "supplier", "measure": "rate"},
            "charts/one/measure: a pie adds parts up, and 'rate' is no count or sum",
        ),
        (
            {"kind": "bar", "by": "supplier", "series": "category", "measure": "rate"},
            "charts/one/measure: a bar adds parts up, and 'rate' is no count or sum",
        ),
        (
            {"kind": "line", "by": "supplier", "step": "month", "measure": "lots"},
            "charts/one/by: 'supplier' is no date, so it has no step 'month'",
        ),
        (
            {"kind": "bar", "by": "posted_on", "measure": "lots"},
            "charts/one/by: 'posted_on' is a time, which is cut into steps here"
            " (add step: day, week, month or quarter)",
        ),
    ],
)
def test_what_is_wrong_with_a_chart_is_said_where_it_stands(chart: dict[str, Any], finding: str) -> None:
    assert findings_of(chart) == [finding]


def test_a_broken_measure_is_reported_once() -> None:
    findings = plant.Findings()
    broken = {**DATASET, "measures": {"loss": {"title": "Loss", "value": "sum(amont)"}}}
    board = plant.compiled(
        [broken], {"one": {"kind": "figure", "title": "x", "dataset": "costs", "measure": "loss"}}, findings
    )
    assert len(findings.found) == 1
    assert findings.found[0].startswith("measures/loss/value: ")
    assert board.charts == {}


def test_a_wrong_name_in_a_dimension_is_a_finding() -> None:
    (finding,) = findings_of({"kind": "bar", "by": "suplier", "measure": "lots"})
    assert finding.startswith("charts/one/by: ")


def test_a_filter_that_no_chart_knows_is_a_finding() -> None:
    chart = {"kind": "figure", "measure": "lots"}
    assert findings_of(chart, filters=["supplier"]) == []
    assert findings_of(chart, filters=["supplier", "customer"]) == [
        "filters/1: no chart has a 'customer' to filter by (name its path in a dataset: filters: {customer: …})"
    ]


def test_a_filter_means_the_same_in_every_dataset() -> None:
    other = {**DATASET, "dataset": "other", "filters": {"supplier": "note"}}
    charts = {name: {"kind": "figure", "title": "x", "dataset": name, "measure": "lots"} for name in ("costs", "other")}
    findings = plant.Findings()
    plant.compiled([DATASET, other], charts, findings, filters=["supplier"])
    assert findings.found == [
        "charts/other/dataset: 'supplier' has other values in 'other' than in the datasets before"
        " (filter by what all datasets share)"
    ]


def test_the_stages_of_a_funnel_count_in_one_unit() -> None:
    pieces = {
        **DATASET,
        "dataset": "pieces",
        "measures": {"all": {"title": "x", "unit": "pcs", "value": "sum(amount)"}},
    }
    stages = {
        "first": {"title": "1", "dataset": "costs", "measure": "lots", "of": "lots"},
        "second": {"title": "2", "dataset": "pieces", "measure": "all", "of": "all"},
    }
    findings = plant.Findings()
    board = plant.compiled([DATASET, pieces], {"one": {"kind": "funnel", "title": "x", "stages": stages}}, findings)
    assert findings.found == [
        "charts/one/stages: the stages count different things: no unit, pcs (count all of them in one unit)"
    ]
    assert board.charts == {}


def test_an_example_must_give_what_it_says() -> None:
    measure = {"title": "Rate", "value": "100 * count(verdict == 'pass') / count()", "decimals": 1}
    wrong = {**measure, "example": {"rows": [{"verdict": "pass"}, {"verdict": "fail"}], "gives": 40}}
    assert findings_in_dataset(measures={"rate": wrong}) == [
        "measures/rate/example/gives: the example gives 50.0, not 40"
    ]
    unknown = {**measure, "example": {"rows": [{"verdikt": "pass"}], "gives": 100}}
    assert findings_in_dataset(measures={"rate": unknown}) == [
        "measures/rate/example/rows/0/verdikt: 'verdikt' is no field of these rows"
    ]
    misfit = {"title": "Loss", "value": "sum(amount)", "example": {"rows": [{"amount": "much"}], "gives": 1}}
    assert findings_in_dataset(measures={"loss": misfit}) == [
        "measures/loss/example/rows/0/amount: 'much' does not fit 'amount'"
    ]


def test_a_dataset_stands_on_a_form_and_its_date_is_a_date() -> None:
    assert findings_in_dataset(of="inspektion") == ["of: there is no form or table 'inspektion'"]
    assert findings_in_dataset(date="amount") == ["date: 'amount' is no date"]


def test_what_databases_compute_differently_is_refused() -> None:
    (finding,) = findings_in_dataset(where="upper(note) == 'X'")
    assert finding.startswith("where: upper differs between databases")


def test_every_shipped_measure_proves_its_example() -> None:
    measures = [
        measure
        for folder in sorted(APPS.iterdir())
        if (folder / "app.yaml").exists()
        for dataset in _app(folder).datasets.values()
        for measure in dataset.measures.values()
    ]
    assert measures
    assert [measure.id for measure in measures if measure.example is None] == []
    assert [measure.id for measure in measures if measure.proves() is not None] == []


def _app(folder: Path) -> Any:
    loaded = load(folder)
    assert loaded.app is not None, loaded.diagnostics
    return loaded.app
