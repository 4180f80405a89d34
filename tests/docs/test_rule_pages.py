"""The rules and tables shown in the how-to pages are definitions as they stand."""

from __future__ import annotations

import re

import pytest

from engine.lang.source import parse
from engine.lang.validation import validate
from engine.rules.definition import RuleDefinition
from engine.rules.tables.definition import TableDefinition
from tests.docs.story import DOCS

PAGES = ("decide-by-a-table", "act-at-a-time", "call-another-system")
SHOWN = [
    pytest.param(text, id=f"{page} {number}")
    for page in PAGES
    for number, text in enumerate(
        re.findall(r"```yaml\n(.*?)```", (DOCS / f"how-to/{page}.md").read_text("utf-8"), re.S)
    )
]


@pytest.mark.parametrize("text", SHOWN)
def test_what_a_page_shows_is_a_definition(text: str) -> None:
    source = parse(text, "shown.yaml")
    model = TableDefinition if text.startswith("table:") else RuleDefinition
    assert not source.diagnostics
    assert isinstance(validate(model, source), model)
