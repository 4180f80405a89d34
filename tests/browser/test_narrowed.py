"""The cockpit narrowed by its bar, on a desk and on a phone: the address keeps it, a drill carries it along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Desk

ONLY = re.compile("only=supplier%3A")


@pytest.mark.parametrize(("size", "language"), [(DESK, "zh-CN"), (PHONE, "en-US")], ids=["desk", "phone"])
def test_the_bar_narrows_every_chart_and_the_records_behind(desk: Desk, size: dict[str, int], language: str) -> None:
    story = desk.story
    other = story.admin.sent("supplier", {"code": "S2", "name": "乙厂", "status": "approved"})
    story.failed("L1")
    story.inspect(story.lot("L2", supplier=other["id"]), "25.0")
    page = desk.sit(story.manager, size, language)
    desk.go(page, "/quality_trace/report/cockpit")
    ranking = page.get_by_role("region", name=re.compile("批次合格率|lot acceptance"))
    expect(ranking.locator("svg text", has_text="华信")).to_be_visible()
    page.get_by_role("group", name=re.compile("^(供应商|Supplier)$")).get_by_role("button").click()
    page.get_by_role("button", name="乙厂").click()
    expect(page).to_have_url(ONLY)
    expect(ranking.locator("svg text", has_text="华信")).to_have_count(0)
    expect(page.get_by_text(re.compile("未按“供应商”筛选|Not narrowed by")).first).to_be_visible()
    page.get_by_role("button", name=re.compile("^(自定义|From – to)$")).click()
    expect(page).to_have_url(re.compile("from=20.*to=20"))
    records = ranking.locator(".chart-records")
    expect(records).to_have_attribute("href", re.compile("since=20"))
    records.click()
    expect(page).to_have_url(re.compile("list/iqc_inspection.*since=20.*only=supplier"))
    expect(page.get_by_text("L2").first).to_be_visible()
    expect(page.get_by_text("L1")).to_have_count(0)
