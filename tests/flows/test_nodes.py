"""Every kind of node does what its case file says: `tests/cases/nodes/<kind>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from engine.flows.activation import Note
from engine.flows.flow import Flow
from engine.flows.node_types import NODES
from engine.flows.state import CaseState, Move, TaskState
from engine.flows.waking import wake
from engine.lang.problems import Refused
from engine.lang.source import parse
from tests.flows.office import NOW, compiled, counted_ids, env, open_task

FOLDER = Path(__file__).parent.parent / "cases" / "nodes"


def read(path: Path) -> Any:
    source = parse(path.read_text("utf-8"), path.name)
    assert not source.diagnostics, source.diagnostics
    return source.value


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in read(path):
            yield pytest.param(case, id=f"{path.stem}: {case['it']}")


def assigned(task: TaskState) -> str:
    return f"{task.node}: " + ", ".join(f"{each.kind} {each.id}" for each in task.assignees)


def seen(move: Move) -> dict[str, Any]:
    """What a move did, in the words of the case files; empty things are left out."""
    shown: dict[str, Any] = {
        "opens": [assigned(task) for task in move.opened],
        "closes": [f"{task.node} {task.state}" for task in move.closed],
        "changes": [assigned(task) for task in move.changed],
        "reminds": [assigned(task) for task in move.reminded],
        "copies": [copy.person for copy in move.copies],
        "due": sorted({task.due.strftime("%m-%d %H:%M") for task in move.opened if task.due}),
        "acts": [move.case.activation(act).node for act in move.acts],
        "notes": [note.code for note in move.notes],
        "stuck": [activation.node for activation in move.case.stuck],
        "ends": move.ended,
    }
    return {key: value for key, value in shown.items() if value}


def made(flow: Flow, case: CaseState | None, step: Any, values: dict[str, Any], new_id: Any) -> Move:
    around = env(values, new_id, now_of(step))
    if case is None:
        return flow.start(around, "r1", "li", "v1")
    if "acted" in step:
        return flow.acted(case, opened_at(case, step["acted"]), around)
    if "failed" in step:
        return flow.failed(case, opened_at(case, step["failed"]), Note(step["failed"], "action-failed"))
    if "retried" in step:
        return flow.retried(case, around)
    if "woken" in step:
        return wake(flow, case, opened_at(case, step["woken"]), around)
    return flow.decide(case, open_task(case, step["at"], step["as"]), step["outcome"], step["as"], around)


def now_of(step: Any) -> datetime:
    return datetime.fromisoformat(f"2026-{step['now']}+00:00") if "now" in step else NOW


def opened_at(case: CaseState, node: str) -> str:
    """The last activation of a node, open or not."""
    return next(activation.id for activation in reversed(case.activations) if activation.node == node)


COMMANDS = {"as", "at", "outcome", "acted", "failed", "retried", "woken", "now", "values", "refused"}


@pytest.mark.parametrize("case", list(cases()))
def test_node_does_what_its_case_says(case: Any) -> None:
    flow = compiled(*case["steps"])
    if "flaws" in case:
        assert isinstance(flow, tuple), "no flaw was found"
        assert [f"{'/'.join(map(str, flaw.path))} {flaw.code}" for flaw in flow] == case["flaws"]
        return
    assert isinstance(flow, Flow), flow
    state: CaseState | None = None
    values, new_id = dict(case.get("values", {})), counted_ids()
    for step in case["moves"]:
        values |= step.get("values", {})
        if "refused" in step:
            with pytest.raises(Refused) as refusal:
                made(flow, state, step, values, new_id)
            assert [problem.code for problem in refusal.value.problems] == [step["refused"]]
            continue
        move = made(flow, state, step, values, new_id)
        assert seen(move) == {key: value for key, value in step.items() if key not in COMMANDS}
        state = move.case


@pytest.mark.parametrize("kind", NODES.names)
def test_every_kind_has_cases_a_manual_page_and_a_valid_example(kind: str) -> None:
    node = NODES.named(kind)
    assert read(FOLDER / f"{kind}.yaml")
    assert node.__doc__
    source = parse(node.example, "example.yaml")
    assert not source.diagnostics
    assert NODES.tag(source.value) == kind
    node.model_validate(source.value)
