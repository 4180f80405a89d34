"""Rules react to events: in order, in one pass, with an explanation."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from engine.lang.flaws import Flaw
from engine.lang.source import parse
from engine.rules.compile import compile_rule
from engine.rules.definition import RuleDefinition
from engine.rules.effects import Effect, SetFields
from engine.rules.event import Event
from engine.rules.rule_set import Rule, RuleSet
from tests.rules.plant import SCOPE, VALUES

SUBMITTED = Event("inspection", "submitted")


def compiled(text: str) -> Rule | tuple[Flaw, ...]:
    source = parse(text, "rules/trial.yaml")
    assert not source.diagnostics, source.diagnostics
    return compile_rule(RuleDefinition.model_validate(source.value), SCOPE)


def rule(text: str) -> Rule:
    found = compiled(text)
    assert isinstance(found, Rule), found
    return found


def written(effect: Effect) -> Any:
    assert isinstance(effect, SetFields)
    return effect.values


FAILED = """
rule: failed
on: inspection.submitted
when: verdict == 'fail' and lot.quantity > 10 and any(readings, measured > 25)
do: [{set: {remark: "'looked at'"}}]
"""
ALWAYS = "{rule: always, on: inspection.submitted, do: [{set: {remark: number}}]}"
CHANGED = "{rule: changed, on: inspection.changed, do: [{set: {remark: number}}]}"


def test_rules_react_in_their_order_to_their_event_only() -> None:
    rules = RuleSet.of([rule(ALWAYS), rule(CHANGED), rule(FAILED)])
    assert [reaction.rule for reaction in rules.react(SUBMITTED, VALUES)] == ["always", "failed"]
    assert rules.react(Event("lot", "submitted"), VALUES) == ()


def test_a_rule_whose_condition_is_false_or_unknown_is_skipped() -> None:
    rules = RuleSet.of([rule(FAILED)])
    assert rules.react(SUBMITTED, {**VALUES, "verdict": "pass"}) == ()
    assert rules.react(SUBMITTED, {**VALUES, "verdict": None}) == ()
    assert rules.react(SUBMITTED, {**VALUES, "lot": None}) == ()


def test_a_condition_without_an_answer_does_not_hold() -> None:
    asks = "{rule: asks, on: inspection.submitted, when: urgent, do: [{set: {remark: number}}]}"
    assert RuleSet.of([rule(asks)]).react(SUBMITTED, {**VALUES, "urgent": None}) == ()


def test_every_rule_sees_the_values_of_the_event_not_what_earlier_rules_want_written() -> None:
    later = "{rule: later, on: inspection.submitted, when: empty(remark), do: [{set: {remark: remark}}]}"
    first, second = RuleSet.of([rule(ALWAYS), rule(later)]).react(SUBMITTED, VALUES)
    assert [written(effect) for effect in (*first.effects, *second.effects)] == [
        {"remark": "IQC-20261122-0001"},
        {"remark": None},
    ]


def test_a_reaction_explains_itself_by_its_condition_and_what_that_read() -> None:
    (reaction,) = RuleSet.of([rule(FAILED)]).react(SUBMITTED, VALUES)
    assert reaction.condition == "verdict == 'fail' and lot.quantity > 10 and any(readings, measured > 25)"
    assert {path: str(value) for path, value in reaction.read.items()} == {"verdict": "fail", "lot.quantity": "40.5"}


def test_all_flaws_of_a_rule_come_at_once_each_at_its_place() -> None:
    flaws = compiled(
        """
rule: wrong
on: inspection.submitted
when: verdict == 'failed' and lott.quantity > 1
do:
  - freeze: {lot: supplier.name, reason: "IQC {nmber}"}
  - create: nonconformance
    set: {lott: lot, quantity: number}
"""
    )
    assert isinstance(flaws, tuple)
    assert [("/".join(map(str, flaw.path)), flaw.code, flaw.offset) for flaw in flaws] == [
        ("when", "option-unknown", 11),
        ("when", "name-unknown", 24),
        ("do/0/freeze/lot", "record-expected", 0),
        ("do/0/freeze/reason", "name-unknown", 5),
        ("do/1/set/lott", "field-unknown", 0),
        ("do/1/set/quantity", "type-wrong", 0),
    ]


@pytest.mark.parametrize("event", ["inspection", "inspection.sent", "inspection.submitted.twice"])
def test_an_event_names_a_form_and_what_happened(event: str) -> None:
    with pytest.raises(ValidationError):
        RuleDefinition.model_validate({"rule": "x", "on": event, "do": [{"start": "y"}]})
