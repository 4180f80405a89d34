"""Decisions that come late, circles, and what holds for every flow."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.flows.due import due
from engine.flows.flow import STEP_BUDGET, Flow
from engine.flows.node_types.choose import ChooseNode
from engine.flows.node_types.end import EndNode
from engine.flows.node_types.task import TaskNode
from engine.flows.outcome import DONE
from engine.flows.people import Finder
from engine.flows.state import CaseState
from engine.lang.addresses import Address
from engine.lang.labels import Label
from engine.lang.problems import Conflict
from tests.flows.office import NOW, counted_ids, env, flow, open_task

TITLE = Label.both("x")


def started(of: Flow, **values: Any) -> CaseState:
    return of.start(env(values), "r1", "li", "v1").case


def test_a_new_case_is_pinned_to_record_initiator_and_version() -> None:
    case = started(flow({"task": "count", "by": "initiator"}))
    assert (case.flow, case.record_id, case.initiator, case.version) == ("trial", "r1", "li", "v1")
    assert (case.state, case.started_at) == ("running", NOW)


def test_a_second_decision_is_told_who_did_what_and_when_in_the_readers_zone() -> None:
    of = flow({"task": "judge", "by": "role:quality", "decide": "disposition"}, {"task": "file", "by": "initiator"})
    before = started(of)
    task = open_task(before, "judge", "wang")
    after = of.decide(before, task, "concession", "wang", env(new_id=counted_ids())).case
    later = env(now=datetime(2026, 11, 22, 18, 0, tzinfo=timezone(timedelta(hours=8))))
    with pytest.raises(Conflict) as conflict:
        of.decide(after, task, "return", "zhao", later)
    message = conflict.value.problems[0].message()
    assert conflict.value.problems[0].code == "task-closed"
    assert message.zh == "王五 已于 2026-11-22 16:00 处理：让步接收"
    assert message.en == "王五 has already decided this at 2026-11-22 16:00: Concession"


def test_who_is_overtaken_by_a_reject_is_told_of_the_reject() -> None:
    of = flow({"approve": "review", "by": "role:quality", "mode": "all"})
    before = started(of)
    late = open_task(before, "review", "zhao")
    after = of.decide(before, open_task(before, "review", "wang"), "reject", "wang", env()).case
    with pytest.raises(Conflict) as conflict:
        of.decide(after, late, "approve", "zhao", env())
    assert conflict.value.problems[0].values["who"] == "王五"
    assert conflict.value.problems[0].values["what"] == "驳回|Reject"


def test_a_decision_keeps_who_when_and_the_comment() -> None:
    of = flow({"task": "count", "by": "initiator"})
    case = started(of)
    move = of.decide(case, case.open_tasks[0], "done", "li", env(), comment="三箱")
    done = move.case.tasks[0]
    assert (done.outcome, done.decided_by, done.decided_at, done.comment) == ("done", "li", NOW, "三箱")
    assert move.case.activations[0].outcome == "done"


def test_each_visit_of_a_node_is_an_activation_of_its_own() -> None:
    of = flow({"task": "judge", "by": "initiator"}, {"approve": "review", "by": "initiator", "on_reject": "judge"})
    new_id = counted_ids()
    case = of.start(env(new_id=new_id), "r1", "li", "v1").case
    for outcome in ("done", "reject", "done"):
        case = of.decide(case, case.open_tasks[0], outcome, "li", env(new_id=new_id)).case
    assert [(each.node, each.visit, each.outcome) for each in case.activations] == [
        ("judge", 1, "done"),
        ("review", 1, "reject"),
        ("judge", 2, "done"),
        ("review", 2, None),
    ]


def test_a_circle_without_people_becomes_an_incident_that_can_be_put_right() -> None:
    circle = ChooseNode(id="round", title=TITLE, next=None, ways=(), otherwise="round")
    stuck = Flow("trial", TITLE, "ncr", {"round": circle}, "round").start(env(), "r1", "li", "v1")
    assert stuck.case.state == "incident"
    assert len(stuck.case.activations) == STEP_BUDGET
    assert [note.code for note in stuck.notes] == ["step-budget"]
    repaired = Flow("trial", TITLE, "ncr", {"round": EndNode(id="round", title=TITLE, next=None)}, "round")
    assert repaired.resume(stuck.case, env()).ended == "round"


def test_a_decision_that_runs_into_a_circle_is_kept() -> None:
    task = TaskNode(
        id="count",
        title=TITLE,
        next="round",
        by=(Finder(Address("initiator", "")),),
        fields=(),
        needed=(),
        within=None,
        buttons=(DONE,),
        field=None,
    )
    circle = ChooseNode(id="round", title=TITLE, next=None, ways=(), otherwise="round")
    of = Flow("trial", TITLE, "ncr", {"count": task, "round": circle}, "count")
    case = started(of)
    move = of.decide(case, case.open_tasks[0], "done", "li", env())
    assert move.case.state == "incident"
    assert move.case.tasks[0].state == "done"


def test_what_is_required_is_required_to_approve_but_not_to_reject() -> None:
    of = flow({"approve": "review", "by": "initiator", "edit": ["opinion"], "require": ["opinion"]})
    node = of.nodes["review"]
    assert (node.edit, node.required("approve"), node.required("reject")) == (("opinion",), ("opinion",), ())


def test_a_task_is_for_those_who_have_the_role_now() -> None:
    task = started(flow({"task": "count", "by": ["role:quality", "person:li"]})).open_tasks[0]
    assert task.is_for("li", ())
    assert task.is_for("newcomer", ("quality",))
    assert not task.is_for("wang", ("purchasing",))


def test_limits_are_plain_hours_and_days() -> None:
    assert due(NOW, None) is None
    assert due(NOW, "1 hour") == NOW + timedelta(hours=1)
    assert due(NOW, "3 days") == NOW + timedelta(days=3)


def steps(depth: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Random lists of steps; ids are given afterwards."""
    leaf = st.sampled_from(
        [
            {"task": "", "by": "initiator"},
            {"task": "", "by": "role:quality", "decide": "disposition"},
            {"approve": "", "by": "role:quality", "mode": "all"},
            {"approve": "", "by": "role:empty"},
            {"do": "", "actions": [{"start": "x"}]},
        ]
    )
    if depth == 0:
        return st.lists(leaf, max_size=3)
    branch = st.builds(
        lambda limit, inner: {"when": f"quantity > {limit}", "steps": inner}, st.integers(0, 9), steps(depth - 1)
    )
    choose = st.builds(
        lambda branches, other: {"choose": "", "branches": [*branches, {"else": other}]},
        st.lists(branch, min_size=1, max_size=2),
        steps(depth - 1),
    )
    return st.lists(leaf | choose, min_size=1, max_size=4)


def named(listed: list[dict[str, Any]], new_id: Any) -> list[dict[str, Any]]:
    found = []
    for step in listed:
        kind = next(iter(step))
        copy = {**step, kind: new_id()}
        if "branches" in step:
            copy["branches"] = [
                {key: named(value, new_id) if isinstance(value, list) else value for key, value in branch.items()}
                for branch in step["branches"]
            ]
        found.append(copy)
    return found


@settings(max_examples=60, deadline=None)
@given(steps(2), st.integers(0, 9), st.data())
def test_every_flow_ends_however_people_decide(
    written: list[dict[str, Any]], quantity: int, data: st.DataObject
) -> None:
    of = flow(*named(written, counted_ids()))
    new_id = counted_ids()
    around = env({"quantity": quantity, "disposition": None}, new_id)
    move = of.start(around, "r1", "li", "v1")
    while move.case.state == "running":
        if move.case.pending is not None:
            move = of.resume(move.case, around)
            continue
        task = data.draw(st.sampled_from(move.case.open_tasks))
        outcome = data.draw(st.sampled_from(of.nodes[task.node].outcomes)).id
        move = of.decide(move.case, task, outcome, "li", around)
    assert move.ended in ("approved", "rejected")
    assert not move.case.open_tasks
    assert all(activation.closed_at for activation in move.case.activations)
