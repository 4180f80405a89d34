"""Whatever happens by itself says why: the rule, the event it heard of, and so on up to a person's own act."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.lang.problems import Refused
from engine.runtime import listing
from engine.storage.records import Record
from engine.storage.trail import broken
from tests.runtime.shop import FILES, Shop

RULES = {
    "broke": "title: A broken bike is repaired\non: {changed: bike, field: condition, to: broken}\n"
    "do: [{create: repair, set: {bike: this}}]",
    "billed": "title: Work is billed\non: repair.submitted\ndo: [{create: bill, set: {bike: bike, repair: this}}]",
    "told": "on: bill.submitted\ndo:\n  - {notify: {to: role:mechanic, message: pay}}\n"
    "  - {set: {note: \"'billed'\"}, of: bike}",
    "checked": "on: repair.submitted\ndo: [{start: check}]",
}


def why(shop: Shop, record: Record) -> list[Any]:
    return shop.act(lambda turn: listing.why(turn, record.form, record.id))


def links(line: Any) -> list[tuple[str, str]]:
    return [(link["rule"], link["event"]) for link in line["because"]]


@pytest.fixture
def shop(database_url: str, tmp_path: Path) -> Shop:
    shop = Shop(database_url, tmp_path, **RULES)
    bike = shop.send("bike", code="B1", condition="whole")
    shop.change(bike, condition="broken")
    return shop


def test_a_record_made_by_rules_says_why_up_to_the_persons_own_act(shop: Shop) -> None:
    (bill,), (bike,) = shop.all("bill"), shop.all("bike")
    made, notice = why(shop, bill)
    assert (made["verb"], notice["verb"]) == ("create", "notify")
    assert links(made) == [("billed", "submitted"), ("broke", "changed")]
    assert [link["title"].en for link in made["because"]] == [
        "Rule “Work is billed”, because Repair R-001 was submitted",
        "Rule “A broken bike is repaired”, because Bike B1 was changed",
    ]
    assert made["because"][0]["title"].zh == "规则“Work is billed”，因Repair R-001已提交"
    first_act = made["because"][-1]
    assert first_act["by"] == {"id": shop.mechanic.id, "name": "mei"}
    assert first_act["record"] == {"form": "bike", "id": bike.id, "name": "B1"}
    assert links(notice) == [("told", "submitted"), *links(made)]


def test_a_change_by_a_rule_says_why_and_a_persons_own_does_not(shop: Shop) -> None:
    (bike,) = shop.all("bike")
    lines = shop.act(lambda turn: listing.timeline(turn, "bike", bike.id))
    assert [(line["verb"], links(line)) for line in lines] == [
        ("submit", []),
        ("submit", []),
        ("set", [("told", "submitted"), ("billed", "submitted"), ("broke", "changed")]),
    ]


def test_a_flow_started_by_a_rule_says_why(shop: Shop) -> None:
    (repair,) = shop.all("repair")
    assert [(line["verb"], links(line)) for line in why(shop, repair)] == [
        ("create", [("broke", "changed")]),
        ("started", [("checked", "submitted"), ("broke", "changed")]),
    ]


def test_what_a_rule_does_after_a_decision_leads_back_to_why_the_flow_ran(database_url: str, tmp_path: Path) -> None:
    end = "on: {decided: repair, flow: check, outcome: again}\ndo: [{set: {note: \"'again'\"}}]"
    shop = Shop(database_url, tmp_path, checked=RULES["checked"], end=end)
    repair = shop.send("repair", bike=shop.send("bike", code="B1").id)
    shop.decide("redo")
    (written,) = (line for line in why(shop, repair) if line["verb"] == "set")
    assert links(written) == [("end", "decided"), ("checked", "submitted")]


def test_the_trail_keeps_causes_under_its_hash(shop: Shop) -> None:
    assert shop.act(lambda turn: list(broken(turn.connection))) == []


def test_rules_that_set_each_other_off_without_end_are_refused_with_their_chain(sqlite: str, tmp_path: Path) -> None:
    ping = "title: Ping\non: bike.changed\nwhen: rides > 1\ndo: [{set: {rides: rides + 1}}]"
    shop = Shop(sqlite, tmp_path, ping=ping)
    bike = shop.send("bike", code="B1", rides=1)
    with pytest.raises(Refused) as refused:
        shop.change(bike, rides=2)
    (problem,) = refused.value.problems
    assert problem.code == "rules-in-a-circle"
    assert problem.message().en.count("Ping → Ping") > 3
    assert shop.now_of(bike).values["rides"] == 1


GUESTS = """
  guest:
    title: Guest
    forms:
      bill: {see: true}
  customer:
    title: Customer
    external: true
    forms:
      bill: {see: true}
      club: {see: this == me.organisation}
"""
CLUB = "{form: club, title: Club, name: code, fields: {code: {kind: text, title: Code, required: true}}}"


def seen_by(shop: Shop, role: str) -> Any:
    """The nearest cause of the only bill, as somebody with this role reads it."""
    club = shop.send("club", code="C1")
    guest = shop.person(role, role, organisation=club.id if role == "customer" else None)
    (bill,) = shop.all("bill")
    return shop.act(lambda turn: listing.why(turn, "bill", bill.id), guest)[0]["because"][0]  # type: ignore[index]


@pytest.fixture
def visited(sqlite: str, tmp_path: Path) -> Shop:
    shop = Shop(sqlite, tmp_path)
    rules = {f"rules/{name}.yaml": f"rule: {name}\n{text}" for name, text in RULES.items()}
    roles = FILES["roles.yaml"].rstrip() + "\n      club: {see: true, create: true, submit: true}" + GUESTS
    app = "{app: shop, title: Shop, version: 0.1.0, organisations: club}"
    shop.install({**FILES, **rules, "app.yaml": app, "roles.yaml": roles, "forms/club.yaml": CLUB})
    shop.send("repair", bike=shop.send("bike", code="B1").id)
    return shop


def test_who_may_not_see_the_record_of_an_event_is_not_led_there(visited: Shop) -> None:
    nearest = seen_by(visited, "guest")
    assert (nearest["rule"], nearest["record"], nearest["by"], nearest["at"]) == ("billed", None, None, None)


def test_another_organisation_reads_only_that_the_house_has_a_rule(visited: Shop) -> None:
    nearest = seen_by(visited, "customer")
    assert nearest.pop("title").en == "Done by a rule of the house"
    assert set(nearest.values()) == {None}
