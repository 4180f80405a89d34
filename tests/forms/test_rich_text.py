"""Formatted text becomes safe HTML, the same as the page draws."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.forms.rich_text import to_html

CASES = json.loads((Path(__file__).parent.parent / "cases" / "rich_text.json").read_text("utf-8"))
TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a"}


@pytest.mark.parametrize(("text", "html"), CASES)
def test_marks_become_tags_and_all_else_stays_text(text: str, html: str) -> None:
    assert to_html(text) == html


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        addresses = [value or "" for name, value in attrs if name == "href"]
        safe = all(address.startswith(("http://", "https://", "mailto:")) for address in addresses)
        if tag not in TAGS or not safe or not names <= {"href", "rel"} or (names and tag != "a"):
            self.bad.append(tag)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*"*[]()<>\"'&-1. \n", "**", "](https://", "javascript:", "<img onerror=", "a"])).map(
        "".join
    )
)
def test_no_text_whatever_becomes_other_html(text: str) -> None:
    seen = Seen()
    seen.feed(to_html(text))
    assert seen.bad == []
