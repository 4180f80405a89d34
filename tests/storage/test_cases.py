"""Flows as rows: stored whole, locked while votes are counted, found in the right inboxes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from time import sleep

import pytest
from sqlalchemy import Connection

from engine.flows.activation import Activation, Note, Timer
from engine.flows.state import Assignee, CaseState, Copy, TaskState
from engine.lang.problems import Conflict, NotFound
from engine.storage import inbox
from engine.storage.activations import Waking, first_waking
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
    stuck_cases,
    update_case,
)
from engine.storage.copies import copied, mark_read, send_copies, unread_count
from engine.storage.database import Database
from engine.storage.earlier_cases import adopt_activations
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
        stuck = Note("review", "nobody-found", {"node": "复核|Review"})
        timers = (Timer(NOW, "remind", fired_at=NOW), Timer(NOW + timedelta(days=1), "escalate", 1))
        first = replace(case.activations[0], closed_at=NOW, outcome="return")
        second = Activation("a2", "review", 1, NOW, cause="a1", due=NOW, timers=timers, stuck=stuck)
        activations = (first, second)
        return replace(after, tasks=(*after.tasks, new), activations=activations, state="incident", round=2)

    moved(stored, move)
    assert stored.read_now(lambda connection: load_case(connection, "c1")).state == move(CASE)


def test_tasks_are_found_by_person_and_by_role_of_the_right_app(stored: Database) -> None:
    assert todo(stored, "somebody", PURCHASING) == ["t1"]
    assert todo(stored, "wang") == ["t2"]
    assert todo(stored, "wang", PURCHASING, ("qa", "quality")) == ["t1", "t2"]
    assert todo(stored, "somebody", ("other_app", "purchasing")) == []
    assert todo(stored, "purchasing") == []


def test_who_is_barred_finds_no_task_of_their_role(stored: Database) -> None:
    moved(stored, lambda case: replace(case, tasks=tuple(replace(one, barred=("wang",)) for one in case.tasks)))
    assert todo(stored, "wang", PURCHASING, ("qa", "quality")) == []
    assert todo(stored, "somebody", PURCHASING) == ["t1"]
    assert stored.read_now(lambda connection: load_case(connection, "c1")).state.tasks[0].barred == ("wang",)


def test_the_activation_to_be_woken_first_is_found_by_its_instant(stored: Database) -> None:
    at = NOW + timedelta(hours=4)
    timers = (Timer(at, "remind"),)
    moved(stored, lambda case: replace(case, activations=(replace(case.activations[0], timers=timers),)))

    def first(until: datetime, app: str = "qa") -> object:
        return stored.read_now(lambda connection: first_waking(connection, app, until))

    assert first(at) == Waking("qa", "c1", "a1", at)
    assert first(at - timedelta(seconds=1)) is None
    assert first(at, "other_app") is None
    moved(stored, lambda case: replace(case, activations=(replace(case.activations[0], closed_at=NOW),)))
    assert first(at) is None


def test_stuck_cases_wait_for_an_administrator(stored: Database) -> None:
    assert stored.read_now(lambda connection: stuck_cases(connection, "qa")) == ()
    moved(stored, lambda case: replace(case, state="incident"))
    assert [one.state.id for one in stored.read_now(lambda connection: stuck_cases(connection, "qa"))] == ["c1"]


def test_somebody_is_told_of_a_case_once_and_reads_it_once(stored: Database) -> None:
    def send(copy_id: str, person: str) -> None:
        copy = Copy(copy_id, "a1", "tell", person, NOW)
        stored.write_now(lambda connection: send_copies(connection, "c1", [copy]))

    send("k1", "zhao")
    send("k2", "zhao")
    send("k3", "li")
    read_at = NOW + timedelta(hours=1)
    for at in (read_at, read_at + timedelta(hours=1)):
        stored.write_now(lambda connection, at=at: mark_read(connection, "k1", at))
    found = stored.read_now(lambda connection: copied(connection, "zhao"))
    assert [(one.id, one.record_id, one.node, one.read_at) for one in found] == [("k1", "n1", "tell", read_at)]
    assert stored.read_now(lambda connection: unread_count(connection, "zhao")) == 0
    assert stored.read_now(lambda connection: unread_count(connection, "li")) == 1


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
    again = StoredCase("qa", "nonconformance", replace(CASE, id="c2", tasks=(), activations=()))
    with pytest.raises(Conflict):
        stored.write_now(lambda connection: insert_case(connection, again))
    moved(stored, lambda case: replace(case, state="incident"))
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


def test_cases_of_an_earlier_database_keep_where_they_stand(stored: Database) -> None:
    kept = '[{"id": "a1", "node": "judge", "visit": 1, "opened_at": "2026-11-22T08:00:00Z"}]'

    def as_before(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM flow_activation")
        connection.exec_driver_sql("ALTER TABLE flow_case ADD COLUMN activations TEXT")
        connection.exec_driver_sql(f"UPDATE flow_case SET activations = '{kept}'")

    stored.write_now(as_before)
    assert [stored.write_now(adopt_activations) for _ in range(2)] == [1, 0]
    assert stored.read_now(lambda connection: load_case(connection, "c1")) == STORED


def test_the_timeline_keeps_its_order(stored: Database) -> None:
    events = (
        CaseEvent("1", "c1", NOW, "li", "started"),
        CaseEvent("2", "c1", NOW, None, "noted", "judge", note=Note("judge", "nobody-found", {"who": "张三"})),
        CaseEvent("3", "c1", NOW + timedelta(hours=1), "wang", "decided", "judge", "t1", "return", "wrong size"),
    )
    stored.write_now(lambda connection: append_events(connection, events))
    assert stored.read_now(lambda connection: events_of(connection, "c1")) == events
