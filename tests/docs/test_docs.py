"""What the docs show is so: their files load, their commands run, their scenarios are played, their links lead on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.story import DOCS, ROOT, blocks_of, matches, play

STORIES = [
    "tutorial/first-app.md",
    "how-to/import-records.md",
    "how-to/write-a-scenario.md",
    "how-to/mail.md",
    "how-to/hand-an-app-on.md",
    "how-to/change-an-app-in-use.md",
    "how-to/look-after-people.md",
]
WRITTEN = [*ROOT.glob("*.md"), *(page for page in DOCS.rglob("*.md"))]

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\((?!https?:)([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", STORIES)
def test_a_page_goes_as_written(page: str, tmp_path: Path) -> None:
    play(DOCS / page, tmp_path)


def test_both_tutorials_show_the_same_and_so_both_are_run() -> None:
    chinese, english = (
        blocks_of(page) for page in (DOCS / "tutorial/first-app.zh-CN.md", DOCS / "tutorial/first-app.md")
    )
    assert chinese == english


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(_CODE.sub("", page.read_text("utf-8")))
    assert not [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_pictures_are_there(page: Path) -> None:
    pictures = _PICTURE.findall(_CODE.sub("", page.read_text("utf-8")))
    assert not [picture for picture in pictures if not (page.parent / picture).exists()]


def test_what_is_shown_has_to_be_what_is_printed() -> None:
    assert matches("link  /#/sign-in/…\n", "link  /#/sign-in/abc\n")
    assert not matches("1 error\n", "2 errors\n")
    assert not matches("a\nb\n", "a\n")
