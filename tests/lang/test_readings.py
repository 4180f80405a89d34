"""The page reads definitions too: what it is held to is what the server reads."""

from __future__ import annotations

from tests.lang.readings import FILE, readings


def test_the_readings_for_the_page_are_those_of_the_server() -> None:
    assert FILE.read_text("utf-8").splitlines() == list(readings())
