"""What a client sends: taken in, or refused with every problem at its field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from engine.forms.form import Form
from engine.lang.problems import Refused
from tests.forms.workshop import form_of

FORM = form_of(
    """
number: T-{seq:4}
fields:
  code: {kind: text, max_length: 10}
  remark: {kind: long_text}
  quantity: {kind: number, decimals: 3}
  count: {kind: number, decimals: 0}
  verdict: {kind: choice, options: verdict}
  made_on: {kind: date}
  item: {kind: link, to: item}
  double: {kind: number, value: quantity * 2}
  locked: {kind: text, read_only: true}
  hint: {kind: note, text: Watch}
  lines:
    kind: table
    maximum: 3
    fields:
      measured: {kind: number, decimals: 2}
      twice: {kind: number, value: measured * 2}
"""
)


def problems(payload: Any, form: Form = FORM) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        form.accept(payload, draft=False)
    return [("/".join(map(str, problem.path)), problem.code) for problem in refused.value.problems]


def test_values_come_into_memory_with_their_types() -> None:
    values = FORM.accept(
        {
            "code": " A-1 ",
            "quantity": "１２．５",
            "count": 3,
            "made_on": "2026-11-22",
            "item": {"id": "i1", "name": "Shaft"},
            "lines": [{"id": "r1", "measured": "1。25"}, {"measured": None}],
            "remark": None,
        },
        draft=True,
    )
    assert values == {
        "code": "A-1",
        "quantity": Decimal("12.5"),
        "count": Decimal(3),
        "made_on": date(2026, 11, 22),
        "item": "i1",
        "lines": ({"id": "r1", "measured": Decimal("1.25")}, {"id": None, "measured": None}),
        "remark": None,
    }


def test_every_problem_is_told_at_once_each_at_its_field() -> None:
    assert problems(
        {
            "code": "12345678901",
            "quantity": True,
            "count": 1.5,
            "verdict": "maybe",
            "made_on": "2026-02-30",
            "double": 4,
            "locked": "x",
            "hint": "x",
            "quantitty": 1,
            "lines": [{"measured": "abc"}, {"measured": 1, "twice": 2}, 7],
        }
    ) == [
        ("code", "too-long"),
        ("quantity", "wrong-type"),
        ("count", "too-many-decimals"),
        ("verdict", "no-option"),
        ("made_on", "no-such-day"),
        ("double", "read-only"),
        ("locked", "read-only"),
        ("hint", "unknown-field"),
        ("quantitty", "unknown-field"),
        ("lines/0/measured", "wrong-type"),
        ("lines/1/twice", "read-only"),
        ("lines/2", "wrong-type"),
    ]


def test_an_unknown_field_is_answered_with_the_one_that_was_meant() -> None:
    with pytest.raises(Refused) as refused:
        FORM.accept({"quantitty": 1, "zzz": 2, "a|b": 3}, draft=False)
    messages = [problem.message() for problem in refused.value.problems]
    assert messages[0].en == "There is no field named 'quantitty'; did you mean 'quantity'?"
    assert messages[0].zh == "没有名为“quantitty”的字段，是否想写“quantity”？"
    assert messages[1].en == "There is no field named 'zzz'"
    assert messages[2].en == "There is no field named 'a¦b'"


@pytest.mark.parametrize(
    "value",
    [None, True, False, float("nan"), float("inf"), "abc", "1e5", "0x10", "", " ", "1,5", "²", "½", "٣", [], {}],
)
def test_what_is_no_number_is_refused(value: Any) -> None:
    if value is None:
        assert FORM.accept({"quantity": None}, draft=False) == {"quantity": None}
    else:
        assert problems({"quantity": value}) == [("quantity", "wrong-type")]


@pytest.mark.parametrize(
    "value", [10**15, -(10**15), 10**40, 1e40, "1" + "0" * 15, Decimal("1E+40"), "999999999999999.5"]
)
def test_a_number_of_more_than_15_digits_is_refused(value: Any) -> None:
    assert problems({"quantity": value}) == [("quantity", "too-many-digits")]


def test_the_largest_and_the_finest_number_are_taken() -> None:
    assert FORM.accept({"quantity": "999999999999999"}, draft=False)["quantity"] == 999999999999999
    assert FORM.accept({"quantity": 999999999999.999}, draft=False)["quantity"] == Decimal("999999999999.999")
    assert FORM.accept({"quantity": "+.5"}, draft=False)["quantity"] == Decimal("0.5")
    assert FORM.accept({"count": "3.000"}, draft=False)["count"] == 3
    assert FORM.accept({"count": 1e14}, draft=False)["count"] == 10**14


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("e\u0301", "é"),
        ("\u3000a\u00a0", "a"),
        ("a\x00b\x07", "ab"),
        ("a\r\n b\tc", "a b c"),
        (" \n ", None),
        ("\ufeffa", "\ufeffa"),
        ("👍" * 10, "👍" * 10),
    ],
)
def test_text_is_kept_clean(sent: str, kept: str | None) -> None:
    assert FORM.accept({"code": sent}, draft=False)["code"] == kept


def test_long_text_keeps_its_lines() -> None:
    assert FORM.accept({"remark": " a\r\n\tb\u2028c\x0b "}, draft=False)["remark"] == "a\n\tb\nc"


@pytest.mark.parametrize("sent", ["\ud800", "a\udfffb"])
def test_half_characters_are_refused(sent: str) -> None:
    assert problems({"code": sent}) == [("code", "broken-text")]
    assert problems({sent: "x"}) == [(sent.encode("utf-8", "replace").decode(), "unknown-field")]


def test_too_many_rows_and_rows_of_one_id_are_refused() -> None:
    assert problems({"lines": [{}] * 4}) == [("lines", "too-many-rows")]
    assert problems({"lines": [{"id": "a"}, {"id": "a"}]}) == [("lines/1/id", "twice")]
    assert problems({"lines": [{"id": "a b"}]}) == [("lines/0/id", "wrong-type")]
    assert problems({"lines": {"id": "a"}}) == [("lines", "wrong-type")]


def test_rows_left_empty_at_the_end_are_dropped_on_submission_and_kept_in_a_draft() -> None:
    sent = {"lines": [{}, {"measured": 1}, {"measured": None}]}
    assert len(FORM.accept(sent, draft=True)["lines"]) == 3
    assert [row.get("measured") for row in FORM.accept(sent, draft=False)["lines"]] == [None, 1]


def test_what_is_no_mapping_of_fields_is_refused() -> None:
    assert problems(["code"]) == [("", "wrong-type")]
    assert problems({1: "x"}) == [("1", "unknown-field")]


def test_the_schema_is_of_the_2020_dialect_and_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(FORM.schema)
    assert FORM.schema["additionalProperties"] is False
    assert "double" not in FORM.schema["properties"]
    assert "$ref" not in str(FORM.schema)


def test_moments_are_kept_in_utc_to_the_second() -> None:
    form = form_of("fields: {its_name: {kind: text}, at: {kind: moment}}")
    taken = form.accept({"at": "2026-11-22T16:00:00.9+08:00"}, draft=False)
    assert taken == {"at": datetime(2026, 11, 22, 8, tzinfo=UTC)}
    assert problems({"at": "2026-11-22T16:00:00"}, form) == [("at", "wrong-type")]
    assert problems({"at": "2026-11-22T25:00:00Z"}, form) == [("at", "no-such-moment")]
    assert problems({"at": "0001-01-01T00:00:00+08:00"}, form) == [("at", "no-such-moment")]
