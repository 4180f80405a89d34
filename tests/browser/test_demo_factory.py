"""The demo factory as its people see it, at the size and in the language they use. README's pictures come from here.

`SUYUAN_PICTURES=docs/pictures pytest tests/browser/test_demo_factory.py` draws them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from engine.runtime.demo import load_demo, sign_in_links
from engine.runtime.engine import Engine
from tests.browser.conftest import DESK, PHONE, picture
from tests.served import APPS, serving

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
Open = Callable[[str, dict[str, int], str, str], Page]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, str]]:
    folder = tmp_path_factory.mktemp("demo")
    engine = Engine.open(f"sqlite:///{folder / 'demo.db'}", folder / "files")
    engine.install_folder(APPS / "quality_trace")
    load_demo(engine, "quality_trace", lambda done, total: None)
    with serving(engine) as address:
        yield engine, address
    engine.close()


@pytest.fixture
def opened(demo: tuple[Engine, str], browser: Browser) -> Iterator[Open]:
    """A screen of the demo for one of its people, by login."""
    engine, address = demo
    contexts = []
    complaints: list[str] = []

    def open_(login: str, size: dict[str, int], language: str, path: str) -> Page:
        links = {person.login: token for person, token in sign_in_links(engine)}
        scale = 2 if size is PHONE else 1
        context = browser.new_context(viewport=size, locale=language, device_scale_factor=scale)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/#/sign-in/{links[login]}")
        page.wait_for_url("**/#/quality_trace")
        choose_language(page, language)
        page.goto(f"{address}/#{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def choose_language(page: Page, language: str) -> None:
    """Switch without a reload where the page speaks the other language."""
    other = page.get_by_role("button", name="中文" if language == "zh-CN" else "English")
    page.get_by_role("button", name=re.compile("中文|English")).first.wait_for()
    if other.count():
        other.first.click()


BOTH = pytest.mark.parametrize(("language", "suffix"), [("en-US", ""), ("zh-CN", "-zh")], ids=["en", "zh"])


@BOTH
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_cockpit_shows_half_a_year(opened: Open, language: str, suffix: str, size: dict[str, int]) -> None:
    page = opened("manager", size, language, "/quality_trace/report/cockpit")
    expect(page.locator("svg a").first).to_be_visible(timeout=60_000)
    expect(page.locator("svg text", has_text="华鑫机加").first).to_be_visible()
    if size is DESK:
        page.set_viewport_size({"width": 1440, "height": 1500})
    picture(page, f"cockpit-{'desk' if size is DESK else 'phone'}{suffix}")


@BOTH
def test_an_inspector_measures_on_the_phone(opened: Open, language: str, suffix: str) -> None:
    page = opened("inspector", PHONE, language, "/quality_trace/new/iqc_inspection")
    pick(page, re.compile("批次|Lot"), "HX-T1")
    pick(page, re.compile("检验计划|Inspection plan"), "")
    cells = page.get_by_role("textbox", name=re.compile("实测值|Measured"))
    cells.first.wait_for()
    for index, value in enumerate(("25.021", "80.010")[: cells.count()]):
        cells.nth(index).fill(value)
    cells.first.press("Tab")
    expect(page.get_by_text(re.compile("不合格|Fail")).first).to_be_attached()
    cells.first.scroll_into_view_if_needed()
    picture(page, f"inspection-phone{suffix}")


@BOTH
def test_a_finished_lot_is_traced_back_to_its_suppliers(opened: Open, language: str, suffix: str) -> None:
    page = opened("manager", DESK, language, "/quality_trace/list/lot?q=MTR")
    page.get_by_role("link", name=re.compile("^MTR-W")).first.click()
    page.wait_for_url("**/record/lot/**")
    lot = page.url.rpartition("/")[2]
    page.goto(f"{page.url.partition('#')[0]}#/quality_trace/trace/lot/{lot}")
    expect(page.get_by_role("button", name=re.compile("^HSF-W"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^(HX|HU|YL)-W")).first).to_be_visible()
    picture(page, f"trace-desk{suffix}")


@BOTH
def test_purchasing_finds_its_tasks(opened: Open, language: str, suffix: str) -> None:
    page = opened("purchasing", DESK, language, "/quality_trace/tasks")
    expect(page.get_by_text(re.compile("采购提出处置意见|Purchasing decides")).first).to_be_visible()
    picture(page, f"tasks-desk{suffix}")


def pick(page: Page, label: re.Pattern[str], typed: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    if typed:
        box.fill(typed)
    page.get_by_role("option").first.click()
