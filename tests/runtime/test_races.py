"""Several people decide at the same instant, each in a thread and a transaction of their own, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from engine.lang.problems import Conflict, Refused
from engine.runtime import deletion
from engine.runtime.deadlines import wake_case
from engine.storage.cases import case_of_task
from tests.runtime.office import Office


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Any:
    opened: list[Office] = []

    def open_(steps: str) -> Office:
        opened.append(Office.with_steps(database_url, tmp_path, steps))
        return opened[-1]

    yield open_
    for one in opened:
        one.engine.close()


def at_once(*commands: Callable[[], object]) -> Sequence[Refused | None]:
    """Everything begun together; what each was refused with, if it was."""
    gate = Barrier(len(commands))

    def run(command: Callable[[], object]) -> Refused | None:
        gate.wait()
        try:
            command()
        except Refused as refused:
            return refused
        return None

    with ThreadPoolExecutor(len(commands)) as threads:
        return list(threads.map(run, commands))


@pytest.mark.parametrize("round_", range(5))
def test_the_last_two_who_have_to_sign_do_not_leave_the_case_waiting(office: Any, round_: int) -> None:
    works = office("  - {approve: review, by: role:librarian, mode: all}\n")
    works.asked_for_time()
    mine = {login: works.tasks(login)[0]["id"] for login in ("ann", "tom")}
    refusals = at_once(*(lambda who=who: works.decide(mine[who], "approve", login=who) for who in mine))
    assert refusals == [None, None]
    case = works.engine.database.read_now(lambda c: case_of_task(c, mine["ann"]))
    assert (case.state.state, case.state.outcome) == ("ended", "approved")


@pytest.mark.parametrize("round_", range(5))
def test_of_two_clicks_on_one_task_the_second_hears_of_the_first(office: Any, round_: int) -> None:
    works = office("  - {approve: review, by: role:librarian}\n")
    works.asked_for_time()
    [task] = works.tasks("ann")
    clicks = {"ann": "approve", "tom": "reject"}
    refusals = at_once(*(lambda who=who: works.decide(task["id"], clicks[who], login=who) for who in clicks))
    [lost] = [one for one in refusals if one is not None]
    assert isinstance(lost, Conflict)
    case = works.engine.database.read_now(lambda c: case_of_task(c, task["id"])).state
    winner = next(login for login in clicks if works.people[login].id == case.tasks[0].decided_by)
    said = {"approve": "Approve", "reject": "Reject"}[clicks[winner]]
    assert lost.problems[0].message().en == f"{winner.title()} has already decided this at 2026-11-23 10:00: {said}"


@pytest.mark.parametrize("round_", range(5))
def test_of_a_person_and_a_deadline_in_the_same_second_the_first_counts(office: Any, round_: int) -> None:
    works = office("  - {approve: review, by: role:librarian, deadline: {within: 1 hour, auto: reject}}\n")
    works.asked_for_time()
    [task] = works.tasks("ann")
    case = works.engine.database.read_now(lambda c: case_of_task(c, task["id"])).state
    works.now = case.activations[0].due

    def wake() -> None:
        engine, activation = works.engine, case.activations[0].id
        engine.database.write_now(lambda c: wake_case(engine.turn_of_system(c, "library"), case.id, activation))

    refusals = at_once(lambda: works.decide(task["id"], "approve"), wake, wake)
    after = works.engine.database.read_now(lambda c: case_of_task(c, task["id"])).state
    by_person = refusals[0] is None
    assert after.outcome == ("approved" if by_person else "rejected")
    assert after.tasks[0].decided_by == (works.people["ann"].id if by_person else "system")
    assert refusals[1:] == [None, None]


def test_a_record_deleted_while_somebody_decides_leaves_nothing_half(office: Any) -> None:
    works = office("  - {approve: review, by: role:librarian, edit: [answer]}\n")
    _, asked = works.asked_for_time()
    [task] = works.tasks("ann")
    refusals = at_once(
        lambda: works.decide(task["id"], "approve"),
        lambda: works.turn("eve", lambda turn: deletion.delete(turn, "extension", asked.id, asked.rev)),
    )
    after = works.engine.database.read_now(lambda c: case_of_task(c, task["id"])).state
    assert after.outcome == ("approved" if refusals[0] is None else "terminated")
    assert not after.open_tasks
