"""Option sets."""

from __future__ import annotations

from engine.forms.definition import FormDefinition
from engine.lang.source import parse
from engine.lang.validation import validate


def findings(options: str) -> list[tuple[str, str]]:
    text = f"form: tried\ntitle: Tried\nfields:\n  a: {{kind: choice, options: {options}}}\n"
    outcome = validate(FormDefinition, parse(text, "forms/tried.yaml"))
    return [(each.code, each.sentence) for each in outcome] if isinstance(outcome, list) else []


def test_two_options_that_read_the_same_are_refused() -> None:
    ((code, sentence),) = findings("{a: {title: Same}, b: {title: ＳＡＭＥ}}")
    assert code == "options-alike"
    assert sentence == "options 'a' and 'b' are both written 'ＳＡＭＥ'"
    assert findings("{pass: {title: Fail}, fail: {title: Not}}")
    assert findings("{a: {title: {zh: 同, en: One}}, b: {title: {zh: 同, en: Two}}}")


def test_options_in_which_titles_and_values_are_told_apart_are_taken() -> None:
    assert findings("{pass: {title: {zh: 合格, en: Pass}}, fail: {title: {zh: 不合格, en: Fail}}}") == []
    assert findings("nowhere_known_yet") == []


def test_an_empty_set_and_an_unknown_tone_are_refused() -> None:
    assert findings("{}") != []
    assert findings("{a: {title: A, tone: green}}")[0][0] == "value-wrong"


TREE = "{looks: {title: Looks, options: {dent: {title: Dent}}}, size: {title: Size, options: {%s: {title: Dent}}}}"


def test_a_title_may_stand_in_two_branches_but_a_value_only_once() -> None:
    assert findings(TREE % "dip") == []
    ((code, sentence),) = findings(TREE % "dent")
    assert code == "options-alike"
    assert sentence == "options 'looks/dent' and 'size/dent' are both written 'dent'"
