"""What a step lets its people see and write of the record, whatever else they may."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.api.answers import Answer
from engine.lang.problems import Refused
from engine.runtime import copies, inbox
from tests.runtime.office import Office

STEPS = """
  - approve: review
    by: role:librarian
    edit: [answer, lines.checked]
    require: [outcome]
    hide: [secret, lines.cost]
    rows: {lines: [delete]}
  - cc: tell
    to: [role:librarian, role:admin]
    hide: [secret, lines.cost]
"""


@pytest.fixture
def works(sqlite: str, tmp_path: Path) -> Any:
    office = Office.with_steps(sqlite, tmp_path, STEPS)
    yield office
    office.engine.close()


def asked(works: Office) -> tuple[str, str, list[dict[str, Any]]]:
    """A request for time with two lines: its id, the task's, the lines as the librarian is shown them."""
    loan, _ = works.asked_for_time()
    lines = [{"item": "a", "cost": "10"}, {"item": "b", "cost": "20"}]
    sent = works.sent("bob", "extension", {"loan": loan.id, "days_asked": 3, "secret": "psst", "lines": lines})
    task = next(one["id"] for one in works.tasks("ann") if one["record"]["id"] == sent.id)
    return sent.id, task, works.task(task)["record"]["values"]["lines"]


def refused(works: Office, task: str, outcome: str, values: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Refused) as refusal:
        works.decide(task, outcome, values)
    return {"/".join(map(str, one.path)): one.code for one in refusal.value.problems}


def test_what_is_hidden_at_a_step_is_nowhere_in_its_answers(works: Office) -> None:
    record, task, lines = asked(works)
    detail = works.turn("ann", lambda turn: inbox.task(turn, task))
    listed = works.turn("ann", lambda turn: inbox.tasks(turn, "todo"))
    works.decide(task, "approve", {"outcome": "yes_"})
    [copy] = [one for one in works.turn("eve", copies.copied) if one["record"]["id"] == record]
    told = works.turn("eve", lambda turn: copies.copy(turn, copy["id"]))
    for answer in (detail, listed, copy, told):
        text = Answer(answer).body.decode()
        assert "psst" not in text
        assert '"cost"' not in text
    assert detail["hidden"] == ["lines.cost", "secret"]
    assert "secret" in json.loads(Answer(works.one("extension", record)).body)["values"]
    assert set(lines[0]) == {"id", "item", "checked"}


def test_everything_that_is_not_for_this_step_is_named(works: Office) -> None:
    _, task, _ = asked(works)
    values = {"answer": "x", "days_asked": 9, "secret": "y", "nothing": 1}
    assert refused(works, task, "reject", values) == dict.fromkeys(("days_asked", "secret", "nothing"), "not-here")


def test_what_is_required_is_asked_for_on_approval_only(works: Office) -> None:
    _, task, _ = asked(works)
    assert refused(works, task, "approve", {"answer": "x"}) == {"outcome": "required"}
    works.decide(task, "reject", {"answer": "no"})


def test_only_the_columns_and_rows_of_this_step_are_written(works: Office) -> None:
    record, task, lines = asked(works)
    first, second = lines
    changed = [{**first, "item": "other", "checked": "ok"}, {"item": "new"}]
    assert refused(works, task, "reject", {"lines": changed}) == {"lines/0/item": "not-here", "lines/1": "row-not-here"}
    assert refused(works, task, "reject", {"lines": [{**first, "cost": "0"}]}) == {"lines/0/cost": "not-here"}
    works.decide(task, "approve", {"outcome": "yes_", "lines": [{**second, "checked": "ok"}]})
    stood = works.one("extension", record)["values"]["lines"]
    assert [(row["item"], row["cost"], row["checked"]) for row in stood] == [("b", "20", "ok")]


def test_rows_stay_where_they_may_not_be_deleted(sqlite: str, tmp_path: Path) -> None:
    works = Office.with_steps(sqlite, tmp_path, STEPS.replace("rows: {lines: [delete]}", "rows: {lines: [add]}"))
    record, task, lines = asked(works)
    assert refused(works, task, "reject", {"lines": lines[:1]}) == {"lines": "rows-stay"}
    works.decide(task, "approve", {"outcome": "yes_", "lines": [*lines, {"item": "c", "checked": "new"}]})
    stood = works.one("extension", record)["values"]["lines"]
    assert [(row["item"], row["cost"]) for row in stood] == [("a", "10"), ("b", "20"), ("c", None)]
    works.engine.close()


def test_a_copy_is_for_whom_it_was_sent_to_and_read_once(works: Office) -> None:
    record, task, _ = asked(works)
    works.decide(task, "approve", {"outcome": "yes_"})
    [copy] = works.turn("eve", copies.copied)
    assert (copy["read"], copy["record"]["id"], copy["node"]) == (False, record, "tell")
    works.turn("eve", lambda turn: copies.read(turn, copy["id"]))
    assert works.turn("eve", copies.copied)[0]["read"] is True
    with pytest.raises(Refused, match="no such record"):
        works.turn("ann", lambda turn: copies.copy(turn, copy["id"]))
    assert works.turn("bob", copies.copied) == []
