"""The cases of tests/cases/expressions/refused.yaml, and the bounds of the gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from random_expressions import SCOPE

from engine.lang.expressions import (
    BOOLEAN,
    NUMBER,
    TEXT,
    ChoiceType,
    Expression,
    Faults,
    RecordType,
    RowsType,
    Scope,
    check,
)

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "expressions" / "refused.yaml").read_text(encoding="utf-8")
)


def refused(text: str, scope: Scope = SCOPE, expects: Any = None) -> Faults:
    found = check(text, scope, expects)
    assert isinstance(found, Faults), f"{text} passed"
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["expression"] for case in CASES])
def test_is_refused_with_its_place_and_the_way_out(case: dict[str, Any]) -> None:
    text = case["expression"]
    fault = refused(text).faults[0]
    assert fault.code in case["code"].split("|"), fault
    if "at" in case:
        assert text[fault.offset : fault.offset + fault.length] == case["at"], fault
    if "way_out" in case:
        ways = case["way_out"].split("|")
        assert any(way in (fault.suggestion or fault.sentence) for way in ways), fault


def test_places_count_characters_of_the_text_as_written() -> None:
    text = "  '中文' == s\n  and  nmae == 'é'"
    (fault,) = refused(text).faults
    assert text[fault.offset : fault.offset + fault.length] == "nmae"


def test_every_fault_is_found_at_once() -> None:
    found = refused("nmae == 'x' and a == 'x' and verdict == 'fial' and upperr(s)")
    assert [fault.code for fault in found.faults] == [
        "name-unknown",
        "type-wrong",
        "option-unknown",
        "function-unknown",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "'" + "x" * 2000 + "'",
        "1" + "+1" * 400,
        "not " * 60 + "true",
        "(" * 300 + "1" + ")" * 300,
        "not " * 499 + "f",
        "-" * 1900 + "1",
        "f(" * 60 + ")" * 60,
        "[" * 900,
        "1 if true else " * 100 + "1",
    ],
    ids=["characters", "terms", "depth", "parentheses", "nots", "minus signs", "calls", "brackets", "choices"],
)
def test_too_large_is_refused_quickly(text: str) -> None:
    assert refused(text).faults[0].code in ("too-long", "syntax")


def test_nested_functions_check_in_linear_time() -> None:
    assert isinstance(check("max(" * 38 + "1" + ", 1)" * 38, SCOPE), Expression)


def test_names_of_python_are_out_of_reach() -> None:
    for text in ("open('x')", "a.real", "s.format", "me.__dict__", "lot.keys", "getattr(a, 'b')", "globals()"):
        refused(text)


def test_a_value_is_of_the_type_that_is_needed() -> None:
    verdict = ChoiceType(("pass", "fail"))
    assert isinstance(check("choose(f, 'pass', null)", SCOPE, verdict), Expression)
    assert refused("choose(f, 'pass', 'nope')", expects=verdict).faults[0].code == "option-unknown"
    assert refused("s", expects=verdict).faults[0].code == "type-wrong"
    assert refused("verdict", expects=verdict).faults[0].code == "type-wrong"
    assert isinstance(check("verdict", SCOPE, TEXT), Expression)
    assert refused("a", expects=BOOLEAN).faults[0].code == "type-wrong"
    assert isinstance(check("lot.parent", SCOPE, RecordType("lot")), Expression)
    assert refused("me", expects=RecordType("lot")).faults[0].code == "type-wrong"
    assert refused("lines", expects=TEXT).faults[0].code == "type-wrong"
    assert isinstance(check("lines", SCOPE, RowsType({})), Expression)
    assert isinstance(check("null", SCOPE, NUMBER), Expression)


def test_names_resolve_inside_first_then_outside() -> None:
    row = Scope({"x": NUMBER, "limit": NUMBER}, outer=Scope({"x": TEXT, "y": BOOLEAN}))
    assert isinstance(check("x > 1 and y", row), Expression)
    (fault,) = refused("yy", row).faults
    assert fault.suggestion == "did you mean 'y'?"
