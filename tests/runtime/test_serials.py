"""Serial numbers: given on submission, to records and rows, without gaps or doubles however many submit at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.lang.problems import Refused
from tests.runtime.workshop import Workshop

BOX = """
form: box
title: {zh: 箱, en: Box}
number: BOX-{seq:3}
fields:
  colour: {kind: text}
  weight: {kind: number, maximum: 10}
  pallet: {kind: serial_number, pattern: "P-{colour}-{date:%y%m}-{seq:3}"}
  pieces:
    kind: table
    fields:
      what: {kind: text}
      serial: {kind: serial_number, pattern: "S{seq:5}"}
"""
ROLES = """
roles:
  admin: {title: {zh: 管理员, en: Admin}, forms: {box: {see: true, create: true, change: true, submit: true}}}
"""


@pytest.fixture
def workshop(database_url: str, tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop(database_url, tmp_path / "files", {"box": BOX}, ROLES)
    yield made
    made.close()


def test_a_number_is_given_on_submission_and_stays(workshop: Workshop) -> None:
    li = workshop.person("li")
    rows = [{"what": "a"}, {"what": "b"}]
    draft = workshop.send(li, "box", {"colour": "red", "pieces": rows}, draft=True)
    assert draft["values"]["pallet"] is None
    assert [row["serial"] for row in draft["values"]["pieces"]] == [None, None]
    sent = workshop.send(li, "box", {}, id=draft["id"], rev=1)
    assert sent["values"]["pallet"] == "P-red-2611-001"
    pieces = sent["values"]["pieces"]
    assert [row["serial"] for row in pieces] == ["S00001", "S00002"]
    kept = [{"what": "c"}, {"id": pieces[1]["id"], "what": "b!"}]
    changed = workshop.send(li, "box", {"colour": "blue", "pieces": kept}, id=draft["id"], rev=2)
    assert changed["values"]["pallet"] == "P-red-2611-001"
    assert [row["serial"] for row in changed["values"]["pieces"]] == ["S00003", "S00002"]


def test_nobody_sends_a_number(workshop: Workshop) -> None:
    li = workshop.person("li")
    for values in ({"pallet": "P-1"}, {"pieces": [{"serial": "S00009"}]}):
        with pytest.raises(Refused) as refused:
            workshop.send(li, "box", values)
        assert refused.value.problems[0].code == "read-only"


def test_many_at_once_leave_no_gap_and_no_double(workshop: Workshop) -> None:
    li = workshop.person("li")

    def one(place: int) -> dict[str, object]:
        values = {"colour": "red", "weight": 99 if place % 4 == 0 else 1, "pieces": [{"what": "a"}, {"what": "b"}]}
        try:
            return dict(workshop.send(li, "box", values)["values"])
        except Refused:
            return {}

    with ThreadPoolExecutor(8) as threads:
        sent = [values for values in threads.map(one, range(24)) if values]
    assert len(sent) == 18
    assert sorted(str(values["pallet"]) for values in sent) == [f"P-red-2611-{n:03}" for n in range(1, 19)]
    rows = [row for values in sent for row in values["pieces"]]  # type: ignore[attr-defined]
    assert sorted(row["serial"] for row in rows) == [f"S{n:05}" for n in range(1, 37)]
