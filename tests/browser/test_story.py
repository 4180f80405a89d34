"""The story as people live it: an inspection on the phone, decisions at the desk, the cockpit, the trace."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.api.conftest import Story
from tests.browser.conftest import DESK, PHONE, Desk, picture
from tests.served import Json

pytestmark = pytest.mark.browser


def choose(page: Page, label: str, typed: str) -> None:
    """Pick a record in a link field as with a scanner: the code, then Enter."""
    box = page.get_by_role("combobox", name=label)
    box.fill(typed)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")


def inspect(page: Page, size: dict[str, int]) -> None:
    page.get_by_role("link", name=re.compile("来料检验单.*填写")).click()
    choose(page, "批次", "L1")
    choose(page, "检验计划", "P1")
    measured = page.get_by_role("textbox", name=re.compile("孔径"))
    measured.fill("２５。２")
    measured.press("Tab")
    expect(page.get_by_role("status", name=re.compile("^判定"))).to_have_text("不合格")
    picture(page, f"inspection-{'phone' if size is PHONE else 'desk'}-zh")
    page.get_by_role("button", name="提交", exact=True).click()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_story_from_inspection_to_return(desk: Desk, size: dict[str, int]) -> None:
    story = desk.story
    lot = story.lot("L1")
    inspector = desk.sit(story.inspector, size)
    inspect(inspector, size)
    expect(inspector.get_by_text(re.compile(r"IQC-\d{8}-0001")).first).to_be_visible()
    desk.go(inspector, f"/quality_trace/record/lot/{lot['id']}")
    expect(inspector.get_by_text("冻结").first).to_be_visible()

    purchasing = desk.sit(story.purchasing, size)
    desk.go(purchasing, "/quality_trace/tasks")
    purchasing.get_by_text("采购提出处置意见").click()
    purchasing.get_by_label(re.compile("处置意见|意见")).first.fill("孔径超差，退货")
    purchasing.get_by_role("button", name="退货").click()
    expect(purchasing.get_by_role("status").filter(has_text="已处理：退货")).to_be_visible()

    warehouse = desk.sit(story.warehouse, size)
    desk.go(warehouse, "/quality_trace/tasks")
    expect(warehouse.get_by_text("仓库执行退货")).to_be_visible()


def test_a_missing_reading_is_told_at_its_field(desk: Desk) -> None:
    desk.story.lot("L1")
    page = desk.sit(desk.story.inspector, PHONE)
    page.get_by_role("link", name=re.compile("来料检验单.*填写")).click()
    choose(page, "批次", "L1")
    choose(page, "检验计划", "P1")
    page.get_by_role("textbox", name=re.compile("孔径")).wait_for()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("请填写此项").first).to_be_visible()
    expect(page.get_by_role("textbox", name=re.compile("孔径"))).to_be_focused()


def test_what_was_typed_survives_a_crash(desk: Desk) -> None:
    desk.story.lot("L1")
    page = desk.sit(desk.story.inspector, PHONE)
    page.get_by_role("link", name=re.compile("来料检验单.*填写")).click()
    choose(page, "批次", "L1")
    choose(page, "检验计划", "P1")
    page.get_by_role("textbox", name=re.compile("孔径")).fill("25.003")
    expect(page.get_by_role("status").filter(has_text="已存本机")).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox", name=re.compile("孔径"))).to_have_value("25.003")


@pytest.mark.parametrize(("language", "size"), [("zh-CN", DESK), ("en-US", DESK), ("zh-CN", PHONE)])
def test_the_manager_sees_the_charts_and_opens_the_records_of_a_bar(
    desk: Desk, language: str, size: dict[str, int]
) -> None:
    story = desk.story
    story.failed("L1")
    story.inspect(story.lot("L2"), "25.0")
    page = desk.sit(story.manager, size, language)
    desk.go(page, "/quality_trace/report/cockpit")
    mark = page.locator("svg a[href*='acceptance_ranking']").first
    mark.wait_for(timeout=60_000)
    mark.dispatch_event("click")
    expect(page).to_have_url(re.compile("list/iqc_inspection.*drill=cockpit.acceptance_ranking"))
    expect(page.get_by_role("main").get_by_text(re.compile(r"IQC-\d{8}-0002")).first).to_be_visible()


def test_a_lot_is_traced_both_ways(desk: Desk) -> None:
    lot, product = made_into(desk.story, "L1", "F1")
    desk.story.inspect(lot, "25.3", remark="再检")
    page = desk.sit(desk.story.manager, DESK)
    desk.go(page, f"/quality_trace/trace/lot/{product['id']}")
    expect(page.get_by_text("L1").first).to_be_visible()
    desk.go(page, f"/quality_trace/trace/lot/{lot['id']}?direction=forward")
    expect(page.get_by_text("冻结").first).to_be_visible()


def made_into(story: Story, lot: str, product: str) -> tuple[Json, Json]:
    """A good lot that went into a product."""
    material = story.lot(lot)
    story.inspect(material, "25.0")
    made = story.warehouse.sent("lot", {"code": product, "item": story.item["id"], "quantity": 50})
    run = {"operation": "assembly", "inputs": [{"lot": material["id"], "quantity": 120}]}
    story.warehouse.sent("production_run", run | {"output_lot": made["id"], "output_quantity": 50})
    return material, made


def test_a_supplier_has_a_shell_of_its_own(desk: Desk) -> None:
    story = desk.story
    story.failed("L1")
    other = story.admin.sent("supplier", {"code": "S2", "name": "乙厂", "status": "approved"})
    story.lot("L2", supplier=other["id"])
    page = desk.sit(story.factory.person("jia", ["supplier_user"], organisation=story.supplier["id"]), PHONE)
    desk.go(page, "/quality_trace/list/lot")
    expect(page.get_by_text("L1").first).to_be_visible()
    expect(page.get_by_text("L2")).to_have_count(0)


def test_a_frozen_lot_cannot_be_shipped_and_the_page_says_why(desk: Desk) -> None:
    story = desk.story
    story.failed("L1")
    story.admin.sent("customer", {"code": "C1", "name": "客户甲"})
    page = desk.sit(story.warehouse, DESK)
    desk.go(page, "/quality_trace/new/shipment")
    choose(page, "客户", "客户甲")
    page.get_by_role("button", name=re.compile("添加|加一行|新增")).first.click()
    choose(page, "批次", "L1")
    page.get_by_role("textbox", name=re.compile("数量")).first.fill("5")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text(re.compile("批次 L1 已冻结")).first).to_be_visible()
    assert story.warehouse.records("shipment") == []
