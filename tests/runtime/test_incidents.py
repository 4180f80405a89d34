"""A step whose actions fail keeps the decision before it, and an administrator tries again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.lang.problems import Conflict, Forbidden, Refused
from engine.runtime import inbox, incidents
from tests.runtime.office import Office

BOOKED = """
  - {approve: review, by: role:librarian}
  - do: book
    title: {zh: 入账, en: Book it}
    actions:
      - create: member
        set: {full_name: answer}
  - {end: booked}
"""


@pytest.fixture
def works(database_url: str, tmp_path: Path) -> Any:
    office = Office.with_steps(database_url, tmp_path, BOOKED)
    yield office
    office.engine.close()


def test_the_decision_stands_and_the_case_waits_for_an_administrator(works: Office) -> None:
    _, asked = works.asked_for_time()
    works.decide(works.tasks("ann")[0]["id"], "approve")
    assert works.tasks("ann") == []
    assert works.turn("ann", incidents.incidents) == []
    [stuck] = works.turn("eve", incidents.incidents)
    assert (stuck["state"], stuck["record"]["id"]) == ("incident", asked.id)
    [step] = stuck["stuck"]
    assert step["title"].en == "Book it"
    assert "The actions of 'Book it' failed" in step["why"].en
    assert "fill this in" in step["why"].en


def test_an_administrator_tries_again_when_it_is_put_right(works: Office) -> None:
    _, asked = works.asked_for_time()
    works.decide(works.tasks("ann")[0]["id"], "approve")
    [stuck] = works.turn("eve", incidents.incidents)
    assert works.turn("eve", lambda turn: incidents.retry(turn, stuck["id"]))["state"] == "incident"
    now = works.one("extension", asked.id)["rev"]
    works.turn("ann", lambda turn: inbox.tasks(turn, "todo"))
    works.put_right(asked.id, {"answer": "Ada"}, now)
    assert works.turn("eve", lambda turn: incidents.retry(turn, stuck["id"]))["state"] == "ended"
    assert works.turn("eve", incidents.incidents) == []
    lines = [line["verb"] for line in works.timeline("extension", asked.id)]
    assert lines.count("retried") == 2
    assert lines[-1] == "ended"
    with pytest.raises(Conflict, match="not stuck"):
        works.turn("eve", lambda turn: incidents.retry(turn, stuck["id"]))


def test_nobody_else_tries_again(works: Office) -> None:
    works.asked_for_time()
    works.decide(works.tasks("ann")[0]["id"], "approve")
    [stuck] = works.turn("eve", incidents.incidents)
    with pytest.raises(Forbidden):
        works.turn("ann", lambda turn: incidents.retry(turn, stuck["id"]))


def test_what_an_action_refuses_on_purpose_refuses_the_decision(sqlite: str, tmp_path: Path) -> None:
    block = "  - do: stop\n    actions: [{block: {message: {zh: 不行, en: Not so}}}]\n"
    blocking = f"  - {{approve: review, by: role:librarian}}\n{block}"
    works = Office.with_steps(sqlite, tmp_path, blocking)
    works.asked_for_time()
    [task] = works.tasks("ann")
    with pytest.raises(Refused, match="Not so"):
        works.decide(task["id"], "approve")
    assert [one["id"] for one in works.tasks("ann")] == [task["id"]]
    works.engine.close()
