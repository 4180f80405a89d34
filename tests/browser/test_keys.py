"""Deciding without a mouse: j and k go through the tasks, Enter opens one, A agrees."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, Desk

pytestmark = pytest.mark.browser


def test_a_concession_is_granted_by_keys_alone(desk: Desk) -> None:
    story = desk.story
    for code in ("L1", "L2"):
        story.inspect(story.lot(code), "25.3")
        (task,) = story.purchasing.tasks()
        decided = story.purchasing.decide(task, "concession", {"opinion": "可用"})
        assert decided.status_code == 200, decided.text
    page = desk.sit(story.director, DESK)
    desk.go(page, "/quality_trace/tasks")
    lines = page.locator(".lines > li > a")
    expect(lines).to_have_count(2)
    page.keyboard.press("j")
    expect(lines.first).to_be_focused()
    page.keyboard.press("j")
    expect(lines.last).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    agree = page.locator("[aria-keyshortcuts=A]")
    expect(agree).to_be_visible()
    page.get_by_label("意见").last.fill("a r j")
    expect(page.get_by_label("意见").last).to_have_value("a r j")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="已处理")).to_be_visible()
    expect(lines).to_have_count(1)
