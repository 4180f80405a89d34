"""For every kind: what goes out comes back the same, over the API and in a sheet. Values are drawn by their type."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.forms.field import Field
from engine.forms.field_types import FIELD_KINDS
from engine.forms.words import Words
from engine.lang.expressions import (
    BOOLEAN,
    DATE,
    MOMENT,
    NUMBER,
    TEXT,
    ChoiceType,
    ListType,
    RecordType,
    RowsType,
    Type,
)
from tests.forms.test_field_cases import case_file, form_for, plain

NAMES = {f"id{number}": f"Name {number}" for number in range(5)}
NUMBERS = st.decimals(min_value=Decimal(-(10**9)), max_value=Decimal(10**9), places=5)
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC))
KINDS = [kind for kind in FIELD_KINDS.names if form_for(kind).field("it").definition.entered]
LANGUAGES = st.sampled_from(("zh", "en"))


def accepted(kind: str) -> list[Any]:
    """The values of its cases, as they are kept."""
    return [plain(case["kept"]) for case in case_file(kind)["accepted"] if case["kept"] is not None]


def of_type(type_: Type | None, field: Field) -> st.SearchStrategy[Any]:
    """Values an expression of this type gives."""
    match type_:
        case ChoiceType(options):
            return st.sampled_from(options)
        case ListType(ChoiceType(options)):
            return st.lists(st.sampled_from(options))
        case RecordType():
            return st.sampled_from(sorted(NAMES))
        case RowsType():
            row = st.fixed_dictionaries({"id": st.none(), **{each.id: kept(each) for each in field.row_fields}})
            return st.lists(row, max_size=2).map(tuple)
        case None:
            return st.sampled_from([field.from_wire(wire) for wire in accepted(field.kind)])
        case ListType():
            return st.sampled_from(accepted(field.kind))
    known = {
        BOOLEAN: st.booleans(),
        NUMBER: NUMBERS,
        TEXT: st.text() | st.sampled_from([text for text in accepted(field.kind) if isinstance(text, str)] or [""]),
        DATE: st.dates(date(1000, 1, 1)),
        MOMENT: MOMENTS,
    }
    return known[type_]  # type: ignore[index]


def kept(field: Field) -> st.SearchStrategy[Any]:
    """Such values as the field keeps them; none where nothing is left."""
    return of_type(field.expression_type(), field).map(field.fit)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_sent_back_as_it_came_is_the_same_value(kind: str, data: st.DataObject) -> None:
    form = form_for(kind)
    field = form.field("it")
    value = data.draw(kept(field))
    wire = json.loads(json.dumps(field.to_wire(value)))
    computed = {column.id for column in field.row_fields if column.computed}
    if computed:
        wire = [{name: cell for name, cell in row.items() if name not in computed} for row in wire]
        value = tuple({name: cell for name, cell in row.items() if name not in computed} for row in value)
    assert form.accept({"it": wire}, draft=True) == {"it": value}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if FIELD_KINDS.named(kind).imported])
@settings(max_examples=60, deadline=None)
@given(data=st.data(), language=LANGUAGES, hours=st.integers(-11, 14))
def test_what_is_written_into_a_sheet_is_read_back_the_same(
    kind: str, data: st.DataObject, language: Any, hours: int
) -> None:
    field = form_for(kind).field("it")
    names = {(str(field.target_form), record): name for record, name in NAMES.items()}
    words = Words(language, timezone(timedelta(hours=hours)), names)
    value = data.draw(kept(field))
    assert field.from_text(field.to_text(value, words), words) == value


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_fitting_twice_is_fitting_once(kind: str, data: st.DataObject) -> None:
    field = form_for(kind).field("it")
    value = data.draw(kept(field))
    assert field.fit(value) == value


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.characters(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("id", "name", "measured", "x")), inner)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=150, deadline=None)
@given(sent=ANYTHING)
def test_whatever_is_sent_is_taken_or_refused_in_words(kind: str, sent: Any) -> None:
    """And the schema never refuses what our own reading takes: it adds nothing that has no words."""
    from engine.lang.problems import Refused

    form = form_for(kind)
    try:
        value = form.accept({"it": sent}, draft=True)["it"]
    except Refused as refused:
        assert refused.problems
        for problem in refused.problems:
            assert problem.code != "not-by-schema"
            json.dumps(problem.to_json(), ensure_ascii=False).encode()
    else:
        json.dumps(form.field("it").to_wire(value)).encode()
