"""Every scenario of an app goes as written, on each database. A failure shows the step in its file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.app.load import load
from engine.lang.diagnostics import render
from engine.lang.source import Source, parse
from engine.runtime.scenario import play_scenario, read_scenarios
from tests.scenarios.conftest import APPS, NOW, Theatre

OpenApp = Callable[[str], Theatre]


def written(*texts: str) -> dict[str, Source]:
    return {f"s{number}": parse(text, f"s{number}.yaml") for number, text in enumerate(texts)}


@pytest.mark.parametrize("app_id", APPS)
def test_every_scenario_goes_as_written(app_id: str, open_app: OpenApp) -> None:
    theatre = open_app(app_id)
    scenarios, findings = read_scenarios(theatre.app.scenarios)
    assert not findings, render(findings)
    outcomes = [theatre.undone(lambda stage, one=one: play_scenario(one, stage, NOW)) for one in scenarios.values()]
    failed = [outcome for outcome in outcomes if outcome is not None]
    assert not failed, "\n" + render(failed)


@pytest.mark.parametrize("app_id", APPS)
def test_the_app_has_no_findings(app_id: str) -> None:
    assert render(load(APPS[app_id]).diagnostics) == ""


FAILING = """
scenario: failing
title: A book that is not lent
people: {ann: {roles: [librarian]}}
steps:
  - {as: ann, submit: book, set: {title: A, code: B1, genre: novel}, call: book}
  - expect: {record: =book, where: shelf == 'lent'}
"""


def test_a_scenario_that_does_not_hold_says_at_which_step(library: Theatre) -> None:
    scenarios, _ = read_scenarios(written(FAILING))
    finding = library.undone(lambda stage: play_scenario(scenarios["failing"], stage, NOW))
    assert finding is not None
    assert str(finding.place) == "s0.yaml:7:36"
    assert "does not hold" in finding.sentence


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{as: bob, submit: book}", "nobody is called 'bob'"),
        ("{as: ann, submit: book, set: {title: =x}}", "nothing is called 'x'"),
        ("{as: ann, decide: judge}", "ann has 0 open tasks 'judge'"),
        ("{expect: {form: bok, count: 0}}", "there is no form 'bok'"),
        ("{expect: {form: book, where: titel == 'A', count: 0}}", "titel"),
        ("{expect: {chart: desk.lates, for: ann, shows: {}}}", "has no chart 'lates'"),
        (
            "{as: ann, submit: book, refused: required, set: {title: A, code: B1, genre: novel}}",
            "should have been refused",
        ),
        ("{as: ann, submit: book, refused: blocked}", "for another reason: refused, required"),
        ("{find: book, call: one}", "0 records of 'book' fit, not one"),
        ("{wait: soon}", "'soon' is no span of time"),
        ("{take: {one: shelf}}", "nothing is left in 'shelf'"),
    ],
)
def test_a_step_that_cannot_be_done_is_a_finding(step: str, said: str, library: Theatre) -> None:
    head, _, _ = FAILING.partition("steps:")
    scenarios, findings = read_scenarios(written(f"{head}steps:\n  - {step}\n"))
    assert not findings, render(findings)
    finding = library.undone(lambda stage: play_scenario(scenarios["failing"], stage, NOW))
    assert finding is not None
    assert said in finding.sentence


def test_a_scenario_comes_after_one_that_there_is() -> None:
    _, findings = read_scenarios(written(FAILING.replace("title:", "after: nobody\ntitle:")))
    assert [finding.code for finding in findings] == ["scenario-unknown"]


def test_scenarios_that_come_after_each_other_are_a_finding() -> None:
    circle = FAILING.replace("title:", "after: other\ntitle:")
    other = circle.replace("failing", "x").replace("other", "failing").replace("scenario: x", "scenario: other")
    _, findings = read_scenarios(written(circle, other))
    assert [finding.code for finding in findings] == ["scenario-unknown"] * 2
