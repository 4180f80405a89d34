"""Every kind that holds a value can be filtered, exported and printed, in both languages, and has its widget."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from engine.forms.field_types import FIELD_KINDS
from engine.forms.words import Words
from tests.forms.test_field_cases import case_file, form_for, plain, words_for

ROOT = Path(__file__).parent.parent.parent
HOLDING = [kind for kind in FIELD_KINDS.names if form_for(kind).field("it").valued]
KEPT = [kind for kind in FIELD_KINDS.names if form_for(kind).field("it").stored and case_file(kind)["accepted"]]


def test_only_what_lays_out_the_page_holds_no_value() -> None:
    assert set(FIELD_KINDS.names) - set(HOLDING) == {"tab", "section", "note"}


@pytest.mark.parametrize("kind", FIELD_KINDS.names)
def test_a_kind_with_a_value_is_filtered_and_one_without_is_not(kind: str) -> None:
    assert bool(form_for(kind).field("it").operators) == (kind in HOLDING)


@pytest.mark.parametrize("kind", FIELD_KINDS.names)
def test_every_kind_is_drawn_by_a_widget_of_the_page(kind: str) -> None:
    registry = (ROOT / "designer_ui/src/kinds/registry.ts").read_text("utf-8")
    assert re.search(rf"^  {FIELD_KINDS.named(kind).widget}(,|:)", registry, re.MULTILINE)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KEPT)
def test_every_accepted_value_has_a_cell_and_stands_on_paper(kind: str, language: str) -> None:
    form = form_for(kind)
    field, words = form.field("it"), Words(language, names=words_for(kind).names)  # type: ignore[arg-type]
    for case in case_file(kind)["accepted"]:
        value = form.accept({"it": plain(case["sent"])}, draft=True)["it"]
        if value is None:
            assert field.to_cell(value, words) is None
            assert not field.to_print(value, words).text
            continue
        assert field.row_fields or isinstance(field.to_cell(value, words), str | Decimal | date | datetime)
        printed = field.to_print(value, words)
        assert printed.text
        assert len(printed.rows) == (len(value) if field.row_fields else 0)
        assert all(len(row) == len(printed.columns) for row in printed.rows)
        if language in case:
            assert printed.text.startswith(case[language])
