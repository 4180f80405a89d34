"""Labels before the camera, in photos, and codes nobody knows."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from tests.api.conftest import told
from tests.browser.camera import Pixels, film, label
from tests.browser.conftest import DESK, FLAGS, PHONE, Desk, chromium, picture
from tests.served import factory

pytestmark = pytest.mark.browser

Seat = Callable[..., Desk]


@pytest.fixture
def seat(browser: Browser, sqlite: str, tmp_path: Path) -> Iterator[Seat]:
    """A desk whose camera shows these labels; without any, one whose camera nobody allowed."""
    seated: list[Desk] = []
    with factory(sqlite, tmp_path / "files") as made:

        def sit_down(*labels: Pixels) -> Desk:
            flags = ["--use-fake-device-for-media-stream"]
            if labels:
                film(tmp_path / "camera.y4m", labels)
                flags += [
                    "--use-fake-ui-for-media-stream",
                    f"--use-file-for-fake-video-capture={tmp_path / 'camera.y4m'}",
                ]
            started = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, *flags])
            seated.append(Desk(told(made), started))
            return seated[-1]

        yield sit_down
        for desk in seated:
            desk.browser.close()
            assert desk.complaints == []


def open_inspection(desk: Desk, size: dict[str, int] = PHONE) -> Page:
    page = desk.sit(desk.story.inspector, size)
    page.get_by_role("link", name=re.compile("来料检验单.*填写")).click()
    return page


def scan(page: Page) -> None:
    page.get_by_role("button", name="扫码", exact=True).first.click()


@pytest.mark.parametrize("format", ["QRCode", "Code128", "DataMatrix"])
def test_a_label_before_the_camera_fills_the_lot(seat: Seat, format: str) -> None:
    desk = seat(label("L1", getattr(zxingcpp.BarcodeFormat, format)))
    desk.story.lot("L1")
    page = open_inspection(desk)
    scan(page)
    expect(page.locator(".picked").filter(has_text="L1")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_gs1_label_names_the_lot_in_it(seat: Seat) -> None:
    desk = seat(label("(01)09506000134352(10)L1", zxingcpp.BarcodeFormat.DataMatrix))
    desk.story.lot("L1")
    page = open_inspection(desk)
    scan(page)
    expect(page.locator(".picked").filter(has_text="L1")).to_be_visible()


def test_a_code_nobody_knows_is_told_and_stands_in_the_search(seat: Seat) -> None:
    desk = seat(label("NOBODY-7"))
    desk.story.lot("L1")
    page = open_inspection(desk)
    scan(page)
    expect(page.get_by_text("没有匹配“NOBODY-7”的记录").first).to_be_visible()
    box = page.get_by_role("combobox", name="批次")
    expect(box).to_have_value("NOBODY-7")
    expect(box).to_be_focused()


def test_a_scanned_lot_opens_in_the_trace(seat: Seat) -> None:
    desk = seat(label("L1"))
    desk.story.lot("L1")
    page = desk.sit(desk.story.manager, DESK)
    desk.go(page, "/quality_trace/trace")
    page.get_by_role("button", name="扫码", exact=True).click()
    page.wait_for_url(re.compile("/trace/lot/"))
    expect(page.get_by_text("L1").first).to_be_visible()


def test_without_leave_for_the_camera_a_photo_is_read(seat: Seat, tmp_path: Path) -> None:
    desk = seat()
    desk.story.lot("L1")
    page = open_inspection(desk)
    scan(page)
    expect(page.get_by_text("没有使用摄像头的权限")).to_be_visible()
    (tmp_path / "label.png").write_bytes(png(label("L1")))
    page.locator("dialog input[type=file]").set_input_files(tmp_path / "label.png")
    expect(page.locator(".picked").filter(has_text="L1")).to_be_visible()


def png(pixels: Pixels) -> bytes:
    """A grey picture as a PNG file."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    height, width = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_labels_scanned_one_after_another_become_rows_each_once(seat: Seat) -> None:
    desk = seat(label("L1"), label("L2"), label("L1"), label("NOBODY-7"))
    desk.story.lot("L1")
    desk.story.lot("L2")
    page = desk.sit(desk.story.warehouse, PHONE)
    desk.go(page, "/quality_trace/new/shipment")
    page.get_by_role("button", name="连续扫码添加").click()
    listed = page.locator(".scan-codes li")
    expect(listed).to_have_count(3)
    expect(page.get_by_text("L1 已扫过")).to_be_visible()
    picture(page, "scan-phone-zh")
    page.get_by_role("button", name="完成（3）").click()
    expect(page.locator(".picked").filter(has_text="L1")).to_have_count(1)
    expect(page.locator(".picked").filter(has_text="L2")).to_have_count(1)
    expect(page.get_by_text("没有匹配“NOBODY-7”的记录")).to_be_visible()
