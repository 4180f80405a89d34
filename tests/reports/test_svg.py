"""Pictures: safe inside a page, linked, readable on a phone, drawn once."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest

from engine.lang.labels import Language
from engine.reports import svg
from engine.reports.charts import CHARTS
from engine.reports.dataset import Question
from engine.reports.drawing import draw_chart
from engine.reports.lettering import width_of
from engine.reports.look import DESK, PHONE, Look
from tests.reports import plant

DATASET: dict[str, Any] = {
    "dataset": "costs",
    "of": "inspection",
    "measures": {
        "loss": {"title": "Loss", "unit": "CNY", "value": "sum(amount)"},
        "most": {"title": "Most", "unit": "CNY", "value": "sum(amount)"},
    },
}
COMMON = {"title": "质量损失 <&>", "dataset": "costs", "measure": "loss"}
LONG = [
    "宏达精密机械制造（苏州工业园区）有限公司第一分公司",
    "Precision Plating & Anodizing Works Co., Ltd. (Suzhou)",
    "短名",
    "<script>alert(1)</script>",
    "华东热处理外协加工中心（一分厂）表面处理车间",
    "Supercalifragilistic",
    "东莞市鑫磊五金制品厂",
    "三和电镀",
]
MONTHS = [f"2026-{month:02}-01" for month in range(5, 12)]
SUPPLIERS = [{"key": str(at), "key_name": name} for at, name in enumerate(LONG)]
OVER_TIME = [{"key": month, "series": str(at), "series_name": name} for month in MONTHS for at, name in enumerate(LONG)]
CHART: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    "figure": ({}, [{}]),
    "gauge": ({"target": 900, "maximum": 1000}, [{}]),
    "ranking": ({"by": "supplier", "target": 900}, SUPPLIERS),
    "bar": ({"by": "supplier", "series": "category"}, [{**each, "series": "scrap"} for each in SUPPLIERS]),
    "funnel": (
        {
            "stages": {
                f"s{at}": {"title": name, "dataset": "costs", "measure": "loss", "of": "most"}
                for at, name in enumerate(LONG)
            }
        },
        [{"key": f"s{at}", "m1": Decimal(1100)} for at in range(len(LONG))],
    ),
    "pareto": ({"by": "supplier"}, SUPPLIERS),
    "pie": ({"by": "supplier"}, SUPPLIERS),
    "line": ({"by": "posted_on", "step": "month", "series": "supplier", "target": 500}, OVER_TIME),
    "stacked_area": ({"by": "posted_on", "step": "month", "series": "supplier"}, OVER_TIME),
}


def picture(kind: str, language: Language = "zh", width: int = PHONE, link: str = "#/app/list?key={key}") -> str:
    options, groups = CHART[kind]
    findings = plant.Findings()
    common = {"title": COMMON["title"]} if "stages" in options else COMMON
    chart = plant.compiled([DATASET], {"one": {"kind": kind, **common, **options}}, findings).charts["one"]
    assert findings.found == []
    answers = [{**each, "m0": Decimal(97 * (at % 11) + 12), "rows": 3, "counted": 3} for at, each in enumerate(groups)]
    look = Look(language, width=width, links=lambda key, series: link.format(key=f"{key}&series={series}"))
    return draw_chart(chart, answers, Question(), look).svg


def test_every_kind_but_the_table_is_a_picture() -> None:
    assert set(CHART) == set(CHARTS.names) - {"table"}


@pytest.mark.parametrize("kind", CHART)
def test_marks_are_links_with_a_name(kind: str) -> None:
    root = ElementTree.fromstring(picture(kind))
    links = [each for each in root.iter(svg.LINK) if each.get("href")]
    assert links
    for link in links:
        assert str(link.get("href")).startswith("#/app/list?key=")
        assert link.get("aria-label")
        assert link.find(f"{{{svg.SVG}}}title") is not None
    focused = [link.get("href") for link in links if link.get("tabindex") != "-1"]
    assert len(focused) == len(set(focused))
    assert root.get("role") == "group"
    assert root.get("aria-label") == "质量损失 <&>"


@pytest.mark.parametrize("kind", CHART)
def test_nothing_active_and_nothing_foreign_is_in_it(kind: str) -> None:
    text = picture(kind)
    assert not re.search(
        r"<(script|style|foreignObject|image|use)\b|\son\w+=|target=|xlink|javascript:|@import|url\(", text
    )
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "<script>" not in text


@pytest.mark.parametrize(
    "link", ["javascript:alert({key})", "https://elsewhere.example/{key}", "//elsewhere/{key}", "", "/\\x/{key}"]
)
def test_a_link_out_of_the_site_is_dropped(link: str) -> None:
    root = ElementTree.fromstring(picture("ranking", link=link))
    assert list(root.iter(svg.LINK)) == []
    assert root.get("role") == "img"


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", CHART)
def test_no_text_leaves_the_picture(kind: str, language: Language, width: int) -> None:
    root = ElementTree.fromstring(picture(kind, language, width))
    assert float(str(root.get("width"))) == width
    for text, left, right in texts(root):
        assert left >= -2, text
        assert right <= width + 2, text


def texts(element: ElementTree.Element, x: float = 0) -> list[tuple[str, float, float]]:
    """Every level text with where it begins and ends, as wide as we reckon it."""
    moved = re.match(r"translate\(([-\d.]+)", element.get("transform", ""))
    x += float(moved.group(1)) if moved else 0
    found = []
    if element.tag.endswith("}text") and "rotate" not in element.get("transform", ""):
        size = float(element.get("font-size", "12").removesuffix("px"))
        lines = ["".join(span.itertext()) for span in element.iter(f"{{{svg.SVG}}}tspan")] or [
            "".join(element.itertext())
        ]
        wide = max(width_of(line, size) for line in lines) * 0.95
        start = {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
        found.append((" ".join(lines), x - start, x - start + wide))
    for child in element:
        found += texts(child, x)
    return found


def test_the_same_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    once = svg._rendered
    monkeypatch.setattr(svg, "_rendered", lambda text: drawn.append(text) or once(text))
    spec = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    assert svg.draw(spec, "one of its own") == svg.draw(dict(reversed(spec.items())), "one of its own")
    assert len(drawn) == 1


def test_a_picture_fetches_nothing() -> None:
    spec = {"data": {"url": "https://elsewhere.example/rows.csv"}, "mark": "bar"}
    with pytest.raises(ValueError, match="External data"):
        svg.draw(spec, "fetching")


def test_heavy_libraries_wait_for_the_first_picture() -> None:
    loaded = "{'pandas', 'altair', 'vl_convert'} & set(sys.modules)"
    code = f"import sys, engine.app.load, engine.reports.drawing; print({loaded})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
