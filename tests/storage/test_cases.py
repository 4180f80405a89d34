"""Flows as rows: stored whole, locked while votes are counted, found in the right inboxes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from time import sleep

import pytest
from sqlalchemy import Connection

from engine.flows.state import Activation, Assignee, CaseState, Note, TaskState
from engine.lang.problems import Conflict, NotFound
from engine.storage import inbox
from engine.storage.cases import (
    CaseEvent,
    StoredCase,
    append_events,
    case_of_task,
    cases_of_record,
    events_of,
    insert_case,
    load_case,
    running_count,
    update_case,
)
from engine.storage.database import Database
from tests.storage.shapes import NOW

PURCHASING = ("qa", "purchasing")


def task(task_id: str, *assignees: Assignee, **more: object) -> TaskState:
    return TaskState(task_id, "c1", "judge", "a1", assignees, NOW, **more)  # type: ignore[arg-type]


CASE = CaseState(
    "c1",
    "disposition",
    "v1",
    "n1",
    "li",
    NOW,
    activations=(Activation("a1", "judge", 1, NOW),),
    tasks=(
        task("t1", Assignee("role", "purchasing"), due=NOW + timedelta(hours=8)),
        task("t2", Assignee("person", "wang"), Assignee("role", "quality")),
    ),
)
STORED = StoredCase("qa", "nonconformance", CASE)


@pytest.fixture
def stored(database: Database) -> Database:
    database.write_now(lambda connection: insert_case(connection, STORED))
    return database


def moved(database: Database, change: Callable[[CaseState], CaseState]) -> None:
    def command(connection: Connection) -> None:
        before = load_case(connection, "c1", lock=True).state
        update_case(connection, before, StoredCase("qa", "nonconformance", change(before)))

    database.write_now(command)


def decided(case: CaseState, task_id: str, by: str, outcome: str) -> CaseState:
    done = {"state": "done", "decided_by": by, "decided_at": NOW, "outcome": outcome, "comment": "ok"}
    tasks = tuple(replace(one, **done) if one.id == task_id else one for one in case.tasks)  # type: ignore[arg-type]
    return replace(case, tasks=tasks)


def todo(database: Database, person: str, *roles: tuple[str, str]) -> list[str]:
    return [one.id for one in database.read_now(lambda connection: inbox.todo(connection, person, roles))]


def test_a_case_comes_back_as_it_was_stored(stored: Database) -> None:
    assert stored.read_now(lambda connection: load_case(connection, "c1")) == STORED
    assert stored.read_now(lambda connection: case_of_task(connection, "t2")) == STORED
    assert stored.read_now(lambda c: cases_of_record(c, "qa", "nonconformance", "n1")) == (STORED,)
    assert stored.read_now(lambda connection: running_count(connection, "qa")) == 1
    with pytest.raises(NotFound):
        stored.read_now(lambda connection: case_of_task(connection, "nothing"))


def test_a_moved_case_comes_back_as_it_was_moved(stored: Database) -> None:
    def move(case: CaseState) -> CaseState:
        after = decided(case, "t1", "wang", "return")
        new = TaskState("t3", "c1", "review", "a2", (Assignee("role", "director"),), NOW)
        activations = (*case.activations, Activation("a2", "review", 1, NOW, NOW, "approve"))
        stuck = Note("review", "nobody-found", {"node": "复核|Review"})
        return replace(after, tasks=(*after.tasks, new), activations=activations, stuck=stuck, state="incident")

    moved(stored, move)
    assert stored.read_now(lambda connection: load_case(connection, "c1")).state == move(CASE)


def test_tasks_are_found_by_person_and_by_role_of_the_right_app(stored: Database) -> None:
    assert todo(stored, "somebody", PURCHASING) == ["t1"]
    assert todo(stored, "wang") == ["t2"]
    assert todo(stored, "wang", PURCHASING, ("qa", "quality")) == ["t1", "t2"]
    assert todo(stored, "somebody", ("other_app", "purchasing")) == []
    assert todo(stored, "purchasing") == []


def test_a_decided_task_moves_from_to_do_to_done(stored: Database) -> None:
    moved(stored, lambda case: decided(case, "t1", "wang", "return"))
    assert todo(stored, "wang", PURCHASING) == ["t2"]
    done = stored.read_now(lambda connection: inbox.done(connection, "wang"))
    assert [(one.id, one.outcome, one.record_id) for one in done] == [("t1", "return", "n1")]


def test_what_a_person_started_shows_where_it_stands(stored: Database) -> None:
    def started() -> list[str]:
        return [one.id for one in stored.read_now(lambda connection: inbox.started(connection, "li"))]

    assert started() == ["t2", "t1"]
    moved(stored, lambda case: decided(case, "t2", "wang", "return"))
    assert started() == ["t1"]
    moved(stored, lambda case: decided(case, "t1", "wang", "return"))
    assert started() == ["t2"]


def test_one_flow_runs_once_for_a_record_at_a_time(stored: Database) -> None:
    again = StoredCase("qa", "nonconformance", replace(CASE, id="c2", tasks=()))
    with pytest.raises(Conflict):
        stored.write_now(lambda connection: insert_case(connection, again))
    moved(stored, lambda case: replace(case, state="ended", ended_at=NOW, outcome="closed"))
    stored.write_now(lambda connection: insert_case(connection, again))
    assert stored.read_now(lambda connection: running_count(connection, "qa")) == 1


def test_a_task_is_overdue_from_its_instant_on(stored: Database) -> None:
    due = NOW + timedelta(hours=8)
    assert stored.read_now(lambda connection: inbox.overdue(connection, due - timedelta(seconds=1))) == ()
    assert [one.id for one in stored.read_now(lambda connection: inbox.overdue(connection, due))] == ["t1"]


def test_two_who_decide_at_once_each_see_what_the_other_decided(stored: Database) -> None:
    """Without the lock each would count one vote of two, and the case would hang."""
    counts: list[int] = []

    def vote(task_id: str) -> None:
        def count(case: CaseState) -> CaseState:
            sleep(0.1)
            after = decided(case, task_id, task_id, "approve")
            counts.append(sum(one.state == "done" for one in after.tasks))
            return after

        moved(stored, count)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(vote, ["t1", "t2"]))
    assert counts == [1, 2]


def test_the_timeline_keeps_its_order(stored: Database) -> None:
    events = (
        CaseEvent("1", "c1", NOW, "li", "started"),
        CaseEvent("2", "c1", NOW, None, "noted", "judge", note=Note("judge", "nobody-found", {"who": "张三"})),
        CaseEvent("3", "c1", NOW + timedelta(hours=1), "wang", "decided", "judge", "t1", "return", "wrong size"),
    )
    stored.write_now(lambda connection: append_events(connection, events))
    assert stored.read_now(lambda connection: events_of(connection, "c1")) == events
