"""A dashboard narrowed to a period, a supplier, a class: every chart, every link into a list, for this person alone."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from tests.api.conftest import Story
from tests.served import Json, problems

BOARD = "/api/apps/quality_trace/dashboards/cockpit"


@pytest.fixture
def second(story: Story) -> Json:
    """Two lots of the first supplier, one of them bad, and a good one of a second."""
    other = story.admin.sent("supplier", {"code": "S2", "name": "乙厂", "status": "approved"})
    story.failed("L1")
    story.inspect(story.lot("L2"), "25.0")
    story.inspect(story.lot("L3", supplier=other["id"]), "25.0")
    return other


def charts(story: Story, **narrowed: object) -> dict[str, Json]:
    answer = story.manager.get(BOARD, **narrowed)
    assert answer.status_code == 200, answer.text
    return {chart["id"]: chart for chart in answer.json()["charts"]}


def test_a_filter_narrows_every_chart_that_knows_it(story: Story, second: Json) -> None:
    whole, narrowed = charts(story), charts(story, only=f"supplier:{second['id']}")
    assert [chart["acceptance_ranking"]["total"] for chart in (whole, narrowed)] == [3, 1]
    assert narrowed["pass_funnel"]["table"]["rows"][0][:4] == ["来料检验", "1", "1", "100.0%"]
    assert "未按“供应商”筛选" in narrowed["pass_funnel"]["notice"]
    assert whole["pass_funnel"]["notice"] == ""


def test_a_link_carries_along_what_the_dashboard_is_narrowed_to(story: Story, second: Json) -> None:
    narrowed = charts(story, only=[f"supplier:{second['id']}", f"supplier:{story.supplier['id']}"], to="2999-12-31")
    for chart in ("acceptance_ranking", "pass_funnel"):
        for row, link in zip(narrowed[chart]["table"]["rows"], narrowed[chart]["table"]["links"], strict=True):
            form = link.partition("?")[0].rpartition("/")[2]
            asked: dict[str, list[str]] = {}
            for name, value in parse_qsl(link.partition("?")[2]):
                asked.setdefault(name, []).append(value)
            assert len(story.manager.records(form, **asked)) == int(row[-1])
    only = charts(story, only=f"supplier:{second['id']}")["acceptance_ranking"]
    assert [row[1] for row in only["table"]["rows"]] == ["乙厂"]


def test_the_answer_says_what_may_be_asked_and_what_is_chosen(story: Story, second: Json) -> None:
    answer = story.manager.get(BOARD, only=[f"supplier:{second['id']}", "product_class:housing"]).json()
    supplier, product_class = answer["filters"]
    assert (supplier["id"], supplier["searched"], supplier["options"]) == ("supplier", True, [])
    assert supplier["chosen"] == [{"key": second["id"], "name": "乙厂"}]
    assert "housing" in [option["key"] for option in product_class["options"]]
    assert product_class["chosen"][0]["key"] == "housing"
    assert set(answer["period"]) == {"from", "to"}
    found = story.manager.get(f"{BOARD}/filters/supplier", q="乙").json()
    assert found == [{"key": second["id"], "name": "乙厂"}]
    assert story.manager.get(f"{BOARD}/filters/product_class").status_code == 404


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"only": "customer:x"}, {"only": "unknown-field"}),
        ({"only": "supplier"}, {}),
        ({"only": "supplier:nobody"}, {"only": "filter-value"}),
        ({"only": "product_class:none"}, {"only": "filter-value"}),
        ({"only": 'product_class:!["housing"]'}, {"only": "filter-value"}),
        ({"from": "2026-02-02", "to": "2026-02-01"}, {"to": "period-backward"}),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_parameter(story: Story, narrowed: Json, found: Json) -> None:
    answer = story.manager.get(BOARD, **narrowed)
    assert answer.status_code == (422 if found else 200)
    assert problems(answer) == found if found else answer.json()["filters"]
