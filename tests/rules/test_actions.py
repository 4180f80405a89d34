"""Every kind of action does what its case file says: `tests/cases/actions/<kind>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from engine.lang.checker import Checker
from engine.lang.source import parse
from engine.rules.actions import ACTIONS
from engine.rules.compile import compile_actions
from engine.rules.definition import ActionList
from engine.rules.effects import Effect
from tests.rules.plant import SCOPE, VALUES

FOLDER = Path(__file__).parent.parent / "cases" / "actions"


def read(path: Path) -> Any:
    source = parse(path.read_text("utf-8"), path.name)
    assert not source.diagnostics, source.diagnostics
    return source.value


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in read(path):
            yield pytest.param(case, id=f"{path.stem}: {case['it']}")


def plain(value: Any) -> Any:
    """An effect's part in the words of the case files: records as `form id`, texts in both languages as a pair."""
    if isinstance(value, dict) and set(value) == {"form", "id"}:
        return f"{value['form']} {value['id']}"
    if isinstance(value, dict) and set(value) == {"kind", "name"}:
        return f"{value['kind']} {value['name']}"
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def seen(effect: Effect) -> dict[str, Any]:
    return {"effect": type(effect).__name__, **plain(asdict(effect))}


@pytest.mark.parametrize("case", list(cases()))
def test_action_does_what_its_case_says(case: Any) -> None:
    checker = Checker(SCOPE)
    actions = compile_actions(ActionList.model_validate([case["action"]]).root, checker, ("do",))
    assert [f"{'/'.join(map(str, flaw.path))} {flaw.code}" for flaw in checker.flaws] == case.get("flaws", [])
    if not checker.flaws:
        values = {**VALUES, **case.get("values", {})}
        assert [seen(effect) for action in actions for effect in action.effects(values)] == case["effects"]


@pytest.mark.parametrize("kind", ACTIONS.names)
def test_every_kind_has_cases_a_manual_page_and_a_valid_example(kind: str) -> None:
    action = ACTIONS.named(kind)
    assert read(FOLDER / f"{kind}.yaml")
    assert action.__doc__
    source = parse(action.example, "example.yaml")
    assert not source.diagnostics
    assert ACTIONS.tag(source.value) == kind
    action.model_validate(source.value)
