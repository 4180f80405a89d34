"""Deadlines as people meet them: stored instants, jobs that wake a case, and what is told and done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.lang.problems import Conflict
from engine.runtime import deletion, notices
from engine.storage.cases import cases_of_record, events_of
from tests.runtime.office import Office

Open = Callable[..., Office]

LIMITED = """
  - approve: review
    title: {zh: 审批, en: Review}
    by: role:librarian
    deadline: {within: 8 working hours, remind: 2 working hours before, escalate: {to: role:admin, after: 1 hour}}
"""


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Any:
    opened: list[Office] = []

    def open_(steps: str, calendar: str = "") -> Office:
        opened.append(Office.with_steps(database_url, tmp_path, steps, calendar))
        return opened[-1]

    yield open_
    for one in opened:
        one.engine.close()


def told(office: Office, login: str) -> list[str]:
    return [one["message"].en for one in reversed(office.turn(login, notices.latest))]  # type: ignore[attr-defined]


def verbs(office: Office, record_id: str) -> list[tuple[str, str | None]]:
    lines = office.timeline("extension", record_id)
    return [(line["verb"], line["by"] and line["by"]["name"]) for line in lines]


def test_a_task_is_due_by_the_calendar_reminded_and_escalated(office: Open) -> None:
    works = office(LIMITED)
    _, asked = works.asked_for_time()
    [task] = works.tasks("ann")
    assert (task["due"].isoformat(), task["overdue"]) == ("2026-11-24T02:00:00+00:00", False)
    assert works.pass_time(hours=1) == 0
    works.pass_time(hours=22)
    assert told(works, "ann") == ["'Review' is due at 2026-11-24 10:00"]
    assert works.tasks("eve") == []
    works.pass_time(hours=3)
    assert [one["overdue"] for one in works.tasks("ann")] == [True]
    assert [one["node"] for one in works.tasks("eve")] == ["review"]
    assert told(works, "eve") == ["'Review' was due at 2026-11-24 10:00 and now is yours to see to as well"]
    assert told(works, "ann") == ["'Review' is due at 2026-11-24 10:00"]
    works.decide(works.tasks("eve")[0]["id"], "approve", login="eve")
    assert verbs(works, asked.id)[-5:] == [
        ("opened", "Bob"),
        ("reminded", "System"),
        ("noted", "System"),
        ("decided", "Eve"),
        ("ended", "Eve"),
    ]


def test_what_was_missed_while_no_server_ran_happens_once(office: Open) -> None:
    works = office(LIMITED)
    works.asked_for_time()
    works.pass_time(days=30)
    assert [one["node"] for one in works.tasks("eve")] == ["review"]
    assert len(told(works, "ann")) == 1
    works.pass_time(days=1)
    assert len(told(works, "ann")) == 1
    assert len(told(works, "eve")) == 1


def test_a_deadline_decides_in_the_name_of_the_system_and_the_case_goes_on(office: Open) -> None:
    works = office(
        "  - task: count\n    by: role:librarian\n    deadline: {within: 1 hour, auto: done}\n"
        "  - {task: file, by: initiator}\n"
    )
    _, asked = works.asked_for_time()
    [late] = works.tasks("ann")
    works.pass_time(hours=2)
    assert [one["node"] for one in works.tasks("bob")] == ["file"]
    assert ("decided", "System") in verbs(works, asked.id)
    with pytest.raises(Conflict) as refused:
        works.decide(late["id"], "done")
    assert (
        refused.value.problems[0].message().en.startswith("The deadline has already decided this at 2026-11-23 12:00")
    )


def test_a_deadline_writes_the_field_it_decides(office: Open) -> None:
    works = office(
        "  - task: judge\n    by: role:librarian\n    decide: outcome\n    deadline: {within: 1 hour, auto: no_}\n",
    )
    _, asked = works.asked_for_time()
    works.pass_time(hours=1)
    shown = works.one("extension", asked.id)
    assert (shown["values"]["outcome"], shown["changed_by"]["name"]) == ("no_", "System")


def test_who_decides_in_time_is_left_in_peace(office: Open) -> None:
    works = office(LIMITED)
    works.asked_for_time()
    works.decide(works.tasks("ann")[0]["id"], "approve")
    works.pass_time(days=9)
    assert told(works, "ann") == told(works, "eve") == []


def test_a_holiday_of_the_organisation_is_no_working_time(office: Open) -> None:
    works = office(LIMITED, "off: [2026-11-24]\n")
    works.asked_for_time()
    assert works.tasks("ann")[0]["due"].isoformat() == "2026-11-25T02:00:00+00:00"


def test_a_deleted_record_takes_its_case_with_it(office: Open) -> None:
    works = office(LIMITED)
    _, asked = works.asked_for_time()
    task = works.tasks("ann")[0]
    works.turn("eve", lambda turn: deletion.delete(turn, "extension", asked.id, asked.rev))
    assert works.tasks("ann") == []
    works.pass_time(days=2)
    assert told(works, "ann") == []
    with pytest.raises(Exception, match="no such record"):
        works.decide(task["id"], "approve")
    ended = works.engine.database.read_now(lambda c: cases_of_record(c, "library", "extension", asked.id))
    assert [(case.state.state, case.state.outcome) for case in ended] == [("ended", "terminated")]
    events = works.engine.database.read_now(lambda c: events_of(c, ended[0].state.id))
    assert [(one.what, one.outcome, one.actor) for one in events][-1] == ("ended", "terminated", works.people["eve"].id)
