"""The manual of the kinds, as the command line shows it."""

from __future__ import annotations

import pytest

from engine.app.manual import FAMILIES, contents, page

EVERY = [(family, name) for family, kinds in FAMILIES.items() for name in kinds.names]


@pytest.mark.parametrize(("family", "name"), EVERY)
def test_a_page_says_what_for_what_may_be_written_and_shows_an_example(family: str, name: str) -> None:
    text = page(family, name)
    assert text.startswith(f"{name} ({family})\n\n")
    assert FAMILIES[family].named(name).example.splitlines()[0] in text
    assert "any value" not in text.partition("Example:")[0].replace("any value or", "")


@pytest.mark.parametrize("family", FAMILIES)
def test_the_contents_name_every_kind_in_one_line(family: str) -> None:
    lines = contents(family).split("\n")
    assert [line.split()[0] for line in lines] == list(FAMILIES[family].names)
    assert all(len(line.split()) > 1 for line in lines)
