"""A real Chromium over a served factory. Pictures for the docs are kept when SUYUAN_PICTURES names a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from engine.api.page import FOLDER
from engine.storage import sessions
from tests.api.conftest import Story, told
from tests.served import Somebody, factory

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
PATIENCE = 20_000
"""Milliseconds a page may take on a busy machine; a page that is right is waited for no longer than it needs."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
]


def chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "no Chromium: make test installs one from the system's packages"
    return path


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for these tests. It goes with them: while it runs, its event loop holds the thread."""
    assert (FOLDER / "index.html").exists(), "the page is not built: make test builds it"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@dataclass
class Desk:
    """People at their screens."""

    story: Story
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def sit(self, somebody: Somebody, size: dict[str, int], language: str = "zh-CN", scheme: str = "light") -> Page:
        """This person's page, signed in by a one-time link."""
        engine = self.story.factory.engine
        token = engine.database.write_now(
            lambda connection: sessions.make_link(connection, somebody.person.id, engine.clock())
        )
        context = self.browser.new_context(
            viewport=size,
            locale=language,
            color_scheme="dark" if scheme == "dark" else "light",
            device_scale_factor=2 if size is PHONE else 1,
            has_touch=size is PHONE,
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.story.factory.address}/#/sign-in/{token}")
        page.wait_for_url("**/#/quality_trace")
        return page

    def go(self, page: Page, path: str) -> None:
        page.goto(f"{self.story.factory.address}/#{path}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.complaints.append(message.text)


@pytest.fixture
def desk(browser: Browser, sqlite: str, tmp_path: Path) -> Iterator[Desk]:
    with factory(sqlite, tmp_path / "files") as made:
        seated = Desk(told(made), browser)
        yield seated
        for context in seated.contexts:
            context.close()
        assert seated.complaints == []


def picture(page: Page, name: str) -> None:
    """Keep what stands on the screen, for the docs."""
    folder = os.environ.get("SUYUAN_PICTURES")
    if folder:
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"{name}.png")
