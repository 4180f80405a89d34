"""The reference is what the code says: checked in, and compared with what is written from the code now."""

from __future__ import annotations

import pytest

from tools.reference import TARGET, pages

WRITTEN = pages()


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_a_page_of_the_reference_is_as_written_from_the_code(name: str) -> None:
    assert (TARGET / name).read_text("utf-8") == WRITTEN[name], "run: python tools/reference.py"


def test_there_is_no_other_page() -> None:
    assert {page.name for page in TARGET.iterdir()} == WRITTEN.keys()
