"""Decisions that come late, circles, and what holds for every flow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.flows.flow import MOST_VISITS, Flow
from engine.flows.limit import NO_LIMIT
from engine.flows.node_types.choose import ChooseNode
from engine.flows.node_types.end import EndNode
from engine.flows.node_types.task import TaskNode
from engine.flows.outcome import DONE
from engine.flows.people import Finder
from engine.flows.rights import NO_RIGHTS
from engine.flows.signers import MOST, Signers
from engine.flows.state import CaseState, Move
from engine.flows.waking import wake
from engine.lang.addresses import Address
from engine.lang.labels import Label
from engine.lang.problems import Conflict
from tests.flows.office import NOW, Office, counted_ids, env, flow, open_task

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
    assert len(stuck.case.activations) == MOST_VISITS + 1
    assert [note.code for note in stuck.notes] == ["step-budget"]
    repaired = Flow("trial", TITLE, "ncr", {"round": EndNode(id="round", title=TITLE, next=None)}, "round")
    assert repaired.retried(stuck.case, env()).ended == "round"


def test_a_decision_that_runs_into_a_circle_is_kept() -> None:
    task = TaskNode(
        id="count",
        title=TITLE,
        next="round",
        signers=Signers(by=(Finder(Address("initiator", "")),)),
        field_rights=NO_RIGHTS,
        limit=NO_LIMIT,
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
    assert (node.rights.fields, node.required("approve"), node.required("reject")) == (("opinion",), ("opinion",), ())


def test_what_is_required_may_be_written() -> None:
    node = flow({"task": "count", "by": "initiator", "edit": ["lines.checked"], "require": ["opinion"]}).nodes["count"]
    assert node.rights.fields == ("lines", "opinion")
    assert (node.rights.whole("opinion"), node.rights.whole("lines")) == (True, False)
    assert node.rights.columns("lines") == {"checked"}


def test_a_task_is_for_those_who_have_the_role_now() -> None:
    task = started(flow({"task": "count", "by": ["role:quality", "person:li"]})).open_tasks[0]
    assert task.is_for("li", ())
    assert task.is_for("newcomer", ("quality",))
    assert not task.is_for("wang", ("purchasing",))


def test_who_is_barred_may_not_decide_whatever_the_roles() -> None:
    task = started(flow({"approve": "review", "by": ["role:quality", "role:starters"], "self": "skip"})).open_tasks[0]
    assert task.is_for("wang", ("quality",))
    assert not task.is_for("li", ("starters", "quality"))


def test_more_people_than_a_node_takes_are_an_incident() -> None:
    class Crowd(Office):
        def with_role(self, role: str) -> list[str]:
            return [f"p{number}" for number in range(MOST + 1)]

    of = flow({"approve": "review", "by": "role:quality", "mode": "all"})
    move = of.start(replace(env(), people=Crowd()), "r1", "li", "v1")
    assert [note.code for note in move.notes] == ["too-many-signers"]
    assert (move.case.state, move.opened) == ("incident", ())


def test_an_open_activation_says_when_it_has_to_be_woken() -> None:
    deadline = {"within": "1 day", "remind": "2 hours before", "escalate": {"to": "manager"}}
    of = flow({"task": "count", "by": "initiator", "deadline": deadline})
    case = started(of)
    assert case.activations[0].wake_at == NOW + timedelta(hours=22)
    woken = wake(of, case, case.activations[0].id, env(now=NOW + timedelta(hours=22))).case
    assert woken.activations[0].wake_at == NOW + timedelta(hours=24)
    assert of.decide(woken, woken.tasks[0], "done", "li", env()).case.activations[0].wake_at is None


def test_a_deadline_is_nobody_who_decides() -> None:
    of = flow({"task": "count", "by": "initiator", "deadline": {"within": "1 hour", "auto": "done"}})
    case = started(of)
    move = wake(of, case, case.activations[0].id, env(now=NOW + timedelta(hours=1)))
    assert (move.case.tasks[0].decided_by, move.case.last_decider) == ("system", None)
    with pytest.raises(Conflict) as conflict:
        of.decide(move.case, case.tasks[0], "done", "li", env())
    assert conflict.value.problems[0].message().en == "The deadline has already decided this at 2026-11-22 09:00: Done"


@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({"promised": date(2026, 11, 25)}, datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ({"promised": date(2026, 11, 28)}, datetime(2026, 11, 28, 9, tzinfo=UTC)),
        ({"promised": None}, None),
    ],
)
def test_a_date_of_the_record_means_the_end_of_its_working_hours(values: Any, due: datetime | None) -> None:
    of = flow({"task": "count", "by": "initiator", "deadline": {"until": "promised"}})
    move = of.start(env(values, now=NOW.astimezone(timezone(timedelta(hours=8)))), "r1", "li", "v1")
    assert move.case.tasks[0].due == due


def test_a_moment_of_the_record_is_meant_exactly_even_when_it_is_over() -> None:
    of = flow({"task": "count", "by": "initiator", "deadline": {"until": "called_at", "escalate": {"to": "manager"}}})
    called_at = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    case = started(of, called_at=called_at)
    assert (case.tasks[0].due, case.activations[0].wake_at) == (called_at, called_at)


def test_a_year_without_published_holidays_is_said() -> None:
    of = flow({"task": "count", "by": "initiator", "deadline": "2 working days"})
    move = of.start(env(now=datetime(2041, 1, 2, tzinfo=UTC)), "r1", "li", "v1")
    assert [note.message().zh for note in move.notes] == ["2041 年的节假日安排尚未公布，期限按星期计算"]


def test_a_terminated_case_has_nothing_open_and_is_terminated_once() -> None:
    of = flow({"approve": "review", "by": "role:quality", "mode": "all"})
    move = of.terminated(started(of), env())
    assert (move.ended, move.case.state, move.case.outcome) == ("terminated", "ended", "terminated")
    assert [task.state for task in move.closed] == ["closed", "closed"]
    assert not move.case.open_activations
    assert of.terminated(move.case, env()) == Move(move.case)


def test_each_activation_knows_where_the_case_came_from() -> None:
    of = flow({"task": "count", "by": "initiator"}, {"task": "file", "by": "initiator"})
    case = started(of)
    after = of.decide(case, case.tasks[0], "done", "li", env(new_id=counted_ids())).case
    assert [each.cause for each in after.activations] == [None, case.activations[0].id]


def steps(depth: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Random lists of steps; ids are given afterwards."""
    leaf = st.sampled_from(
        [
            {"task": "", "by": "initiator"},
            {"task": "", "by": "role:quality", "decide": "disposition"},
            {"approve": "", "by": "role:quality", "mode": "all"},
            {"approve": "", "by": "role:empty"},
            {"do": "", "actions": [{"start": "x"}]},
            {"cc": "", "to": ["role:quality", "initiator"]},
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
        if move.acts:
            move = of.acted(move.case, move.acts[0], around)
            continue
        task = data.draw(st.sampled_from(move.case.open_tasks))
        outcome = data.draw(st.sampled_from(of.nodes[task.node].outcomes)).id
        move = of.decide(move.case, task, outcome, "li", around)
    assert move.ended in ("approved", "rejected")
    assert not move.case.open_tasks
    assert all(activation.closed_at for activation in move.case.activations)
