"""Every row of the tables in explanation/expressions.md: the expression gives what stands beside it, or is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from engine.lang.columns import number_text
from engine.lang.expressions import NUMBER, TEXT, Faults, RowsType, Scope, check
from tests.docs.story import DOCS

PAGE = (DOCS / "explanation/expressions.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| (?:`([^`]*)`|(refused)) \|", PAGE, re.MULTILINE)
NAMES = {"nothing": NUMBER, "name": TEXT, "lines": RowsType({"x": NUMBER})}
VALUES = {
    "nothing": None,
    "name": None,
    "lines": (),
    "today": date(2026, 4, 1),
    "now": datetime(2026, 4, 1, tzinfo=UTC),
}


def test_the_page_has_tables() -> None:
    assert len(ROWS) > 25


@pytest.mark.parametrize(("text", "gives", "refused"), ROWS, ids=[row[0] for row in ROWS])
def test_an_expression_gives_what_the_page_says(text: str, gives: str, refused: str) -> None:
    found = check(text, Scope(NAMES))
    if refused:
        assert isinstance(found, Faults)
        return
    assert not isinstance(found, Faults), found
    assert written(found.evaluate(VALUES)) == gives


def written(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Decimal():
            return number_text(value)
        case date():
            return f"date('{value.isoformat()}')"
    return f"'{value}'"
