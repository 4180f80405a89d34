"""Every kind of node does what its case file says: `tests/cases/nodes/<kind>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.flows.flow import Flow
from engine.flows.node_types import NODES
from engine.flows.state import CaseState, Move, TaskState
from engine.lang.problems import Refused
from engine.lang.source import parse
from tests.flows.office import compiled, counted_ids, env, open_task

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
        "due": sorted({task.due.strftime("%m-%d %H:%M") for task in move.opened if task.due}),
        "acts": list(move.acts),
        "notes": [note.code for note in move.notes],
        "pending": move.case.pending,
        "ends": move.ended,
    }
    return {key: value for key, value in shown.items() if value}


def made(flow: Flow, case: CaseState | None, step: Any, values: dict[str, Any], new_id: Any) -> Move:
    around = env(values, new_id)
    if case is None:
        return flow.start(around, "r1", "li", "v1")
    if "resume" in step:
        return flow.resume(case, around)
    return flow.decide(case, open_task(case, step["at"], step["as"]), step["outcome"], step["as"], around)


COMMANDS = {"as", "at", "outcome", "resume", "values", "refused"}


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
