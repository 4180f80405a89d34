"""Lookups and roll-ups: read live from other records, as far as the person may see those."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.lang.problems import Refused
from engine.runtime import listing
from engine.runtime.listing import Wanted
from engine.storage.people import Person
from tests.runtime.workshop import Workshop

FORMS = {
    "supplier": """
form: supplier
title: {zh: 供应商, en: Supplier}
name: code
fields:
  code: {kind: text, required: true}
  grade: {kind: choice, options: {a: {title: {zh: 甲, en: A}, tone: pass}, b: {title: {zh: 乙, en: B}}}}
  secret: {kind: text}
""",
    "lot": """
form: lot
title: {zh: 批次, en: Lot}
name: code
list: [code, grade, received, last]
fields:
  code: {kind: text, required: true}
  supplier: {kind: link, to: supplier}
  grade: {kind: lookup, of: supplier.grade}
  secret: {kind: lookup, of: supplier.secret}
  received: {kind: roll_up, from: receipt.lot, value: sum(quantity), unit: pcs, decimals: 1}
  big: {kind: roll_up, from: receipt.lot, where: quantity > 10}
  last: {kind: roll_up, from: receipt.lot, value: max(day)}
  good: {kind: yes_no, value: grade == 'a'}
""",
    "receipt": """
form: receipt
title: {zh: 收货, en: Receipt}
number: R-{seq:4}
fields:
  lot: {kind: link, to: lot, required: true}
  quantity: {kind: number}
  day: {kind: date}
  hidden: {kind: yes_no}
  grade: {kind: lookup, of: lot.supplier.grade}
""",
}
ALL = "{see: true, create: true, change: true, submit: true}"
ROLES = f"""
roles:
  admin: {{title: {{zh: 管理员, en: Admin}}, forms: {{supplier: {ALL}, lot: {ALL}, receipt: {ALL}}}}}
  clerk:
    title: {{zh: 文员, en: Clerk}}
    forms:
      supplier: {{see: grade == 'a', hide: [secret]}}
      lot: {{see: true}}
      receipt: {{see: not hidden}}
  blind:
    title: {{zh: 旁观, en: Onlooker}}
    forms: {{lot: {{see: true}}, receipt: {{see: true, hide: [quantity]}}}}
"""


@pytest.fixture
def workshop(database_url: str, tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop(database_url, tmp_path / "files", FORMS, ROLES)
    yield made
    made.close()


@pytest.fixture
def li(workshop: Workshop) -> Person:
    li = workshop.person("li")
    suppliers = {
        code: workshop.send(li, "supplier", {"code": code, "grade": grade, "secret": f"s-{code}"})["id"]
        for code, grade in (("S1", "a"), ("S2", "b"))
    }
    lots = {
        code: workshop.send(li, "lot", {"code": code, "supplier": supplier})["id"]
        for code, supplier in (("L1", suppliers["S1"]), ("L2", suppliers["S2"]), ("L3", None))
    }
    for lot, quantity, day, hidden in (
        ("L1", "5.25", "2026-11-01", False),
        ("L1", "20", "2026-11-03", True),
        ("L2", "11", "2026-11-02", False),
    ):
        values = {"lot": lots[lot], "quantity": quantity, "day": day, "hidden": hidden}
        workshop.send(li, "receipt", values)
    workshop.send(li, "receipt", {"lot": lots["L1"], "quantity": "100"}, draft=True)
    return li


def lots(workshop: Workshop, person: Person, form: str = "lot", **wanted: Any) -> dict[str, dict[str, Any]]:
    found = workshop.look(person, lambda turn: listing.page(turn, form, Wanted(**wanted)))
    return {one["name"]: one["values"] for one in found["records"]}


def test_lists_show_what_linked_records_say_now(workshop: Workshop, li: Person) -> None:
    shown = lots(workshop, li)
    assert {name: values["grade"] for name, values in shown.items()} == {"L1": "a", "L2": "b", "L3": None}
    assert {name: values["received"] for name, values in shown.items()} == {"L1": "25.3", "L2": "11", "L3": "0"}
    assert {name: values["big"] for name, values in shown.items()} == {"L1": "1", "L2": "1", "L3": "0"}
    assert {name: values["last"] for name, values in shown.items()} == {
        "L1": "2026-11-03",
        "L2": "2026-11-02",
        "L3": None,
    }
    assert {values["grade"] for values in lots(workshop, li, "receipt").values()} == {"a", "b"}


def test_an_expression_reads_a_lookup_as_its_path(workshop: Workshop, li: Person) -> None:
    assert {name: values["good"] for name, values in lots(workshop, li).items()} == {
        "L1": True,
        "L2": False,
        "L3": False,
    }


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"filters": ("grade:eq:a",)}, ["L1"]),
        ({"filters": ("grade:empty",)}, ["L3"]),
        ({"filters": ("received:gt:11",)}, ["L1"]),
        ({"filters": ("received:between:1..12",)}, ["L2"]),
        ({"filters": ("last:ge:2026-11-02",)}, ["L1", "L2"]),
        ({"sort": "received"}, ["L3", "L2", "L1"]),
        ({"sort": "-received"}, ["L1", "L2", "L3"]),
        ({"sort": "-last"}, ["L1", "L2", "L3"]),
        ({"sort": "-grade"}, ["L2", "L1", "L3"]),
    ],
)
def test_a_list_is_filtered_and_sorted_by_what_is_live(
    workshop: Workshop, li: Person, wanted: dict[str, Any], names: list[str]
) -> None:
    found = list(lots(workshop, li, **wanted))
    assert (found if "sort" in wanted else sorted(found)) == names


def test_pages_follow_one_another_in_the_order_of_a_figure(workshop: Workshop, li: Person) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = workshop.look(
            li, lambda turn, after=after: listing.page(turn, "lot", Wanted(sort="-received", limit=1, after=after))
        )
        seen += [one["name"] for one in page["records"]]
        after = page["next"]
        if after is None:
            break
    assert seen == ["L1", "L2", "L3"]


def test_who_may_not_see_the_record_or_the_field_sees_nothing(workshop: Workshop, li: Person) -> None:
    clerk = workshop.person("clerk", ["clerk"])
    shown = lots(workshop, clerk)
    assert {name: values["grade"] for name, values in shown.items()} == {"L1": "a", "L2": None, "L3": None}
    assert {values["secret"] for values in shown.values()} == {None}
    assert {name: values["received"] for name, values in shown.items()} == {"L1": "5.3", "L2": "11", "L3": "0"}
    assert list(lots(workshop, clerk, filters=("grade:eq:b",))) == []
    assert list(lots(workshop, clerk, filters=("secret:contains:s",))) == []
    assert list(lots(workshop, clerk, filters=("received:gt:20",))) == []


def test_a_figure_over_what_may_not_be_seen_is_none(workshop: Workshop, li: Person) -> None:
    blind = workshop.person("blind", ["blind"])
    shown = lots(workshop, blind)
    assert {values["received"] for values in shown.values()} == {None}
    assert {values["big"] for values in shown.values()} == {None}
    assert shown["L1"]["last"] == "2026-11-03"
    assert {values["grade"] for values in shown.values()} == {None}


def test_nobody_sends_a_live_value(workshop: Workshop, li: Person) -> None:
    for values in ({"code": "X", "grade": "a"}, {"code": "X", "received": "1"}):
        with pytest.raises(Refused) as refused:
            workshop.send(li, "lot", values)
        assert refused.value.problems[0].code == "unknown-field"
