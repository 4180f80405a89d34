"""Every kind of event means what its case file says: `tests/cases/events/<kind>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.lang.checker import Checker
from engine.lang.expressions import Scope
from engine.lang.source import parse
from engine.rules.event import Event
from engine.rules.events import EVENTS
from tests.rules.plant import FORMS

FOLDER = Path(__file__).parent.parent / "cases" / "events"


def read(path: Path) -> Any:
    source = parse(path.read_text("utf-8"), path.name)
    assert not source.diagnostics, source.diagnostics
    return source.value


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in read(path):
            yield pytest.param(case, id=f"{path.stem}: {case['it']}")


@pytest.mark.parametrize("case", list(cases()))
def test_an_event_means_what_its_case_says(case: Any) -> None:
    definition = EVENTS.named(next(iter(case["on"]))).model_validate(case["on"])
    checker = Checker(Scope(FORMS[definition.form], FORMS.__getitem__))
    trigger = definition.compile(checker, ("on",))
    definition.schedule(checker, ("on",))
    assert [f"{'/'.join(map(str, flaw.path))} {flaw.code}" for flaw in checker.flaws] == case.get("flaws", [])
    if not checker.flaws:
        flow, step, outcome = case.get("decision", (None, None, None))
        happened = Event(trigger.form, trigger.verb, case.get("before", {}), case.get("after", {}), flow, step, outcome)
        assert trigger.hears(happened) == case["heard"]


@pytest.mark.parametrize("kind", EVENTS.names)
def test_every_kind_has_cases_a_manual_page_and_a_valid_example(kind: str) -> None:
    event = EVENTS.named(kind)
    assert read(FOLDER / f"{kind}.yaml")
    assert event.__doc__
    source = parse(event.example, "example.yaml")
    assert not source.diagnostics
    assert EVENTS.tag(source.value) == kind
    event.model_validate(source.value)
