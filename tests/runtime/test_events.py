"""Rules hear of what happens: of a field that changed from one value to another, of a step that was decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runtime.shop import Shop

BROKE = """
on: {changed: bike, field: condition, from: [whole, empty], to: broken}
do:
  - create: repair
    set: {bike: this, note: code}
"""


def test_a_rule_hears_of_a_field_that_changed_between_the_values_it_names(database_url: str, tmp_path: Path) -> None:
    shop = Shop(database_url, tmp_path, broke=BROKE)
    bike = shop.send("bike", code="B1", condition="whole")
    assert shop.all("repair") == ()
    shop.change(bike, condition="broken")
    (repair,) = shop.all("repair")
    assert repair.values["note"] == "B1"


@pytest.mark.parametrize("steps", [["worn", "broken"], ["worn", "whole"]])
def test_a_rule_does_not_hear_of_other_changes_of_the_field(steps: list[str], sqlite: str, tmp_path: Path) -> None:
    shop = Shop(sqlite, tmp_path, broke=BROKE)
    bike = shop.send("bike", code="B1", condition="whole")
    for condition in steps:
        shop.change(bike, condition=condition)
    assert shop.all("repair") == ()


def test_a_rule_does_not_hear_of_changes_of_other_fields(sqlite: str, tmp_path: Path) -> None:
    shop = Shop(
        sqlite, tmp_path, broke="on: {changed: bike, field: condition}\ndo: [{create: bill, set: {bike: this}}]"
    )
    bike = shop.send("bike", code="B1", condition="broken")
    shop.change(bike, note="blue")
    shop.change(bike, condition="broken", code="B2")
    assert shop.all("bill") == ()


def test_a_rule_hears_of_a_change_another_rule_made(sqlite: str, tmp_path: Path) -> None:
    worn = "on: {changed: bike, field: rides, to: '>= 100'}\ndo: [{set: {condition: \"'broken'\"}}]"
    shop = Shop(sqlite, tmp_path, broke=BROKE, worn=worn)
    bike = shop.send("bike", code="B1", condition="whole", rides=99)
    shop.change(bike, rides=100)
    assert len(shop.all("repair")) == 1


CHECKED = "on: repair.submitted\ndo: [{start: check}]"
STEP = """
on: {decided: repair, flow: check, step: look, outcome: redo}
do: [{create: bill, set: {repair: this, text: "concat('step ', verdict)"}}]
"""
END = """
on: {decided: repair, flow: check, outcome: handed_over}
do: [{create: bill, set: {repair: this, text: "concat('end ', verdict)"}}]
"""
ANY_END = "on: repair.decided\ndo: [{create: bill, set: {repair: this, text: \"'any'\"}}]"


@pytest.mark.parametrize(("outcome", "told"), [("redo", ["any", "step redo"]), ("fine", ["any", "end fine"])])
def test_a_rule_hears_of_a_decided_step_and_of_a_flows_end(
    outcome: str, told: list[str], database_url: str, tmp_path: Path
) -> None:
    shop = Shop(database_url, tmp_path, checked=CHECKED, step=STEP, end=END, any_end=ANY_END)
    bike = shop.send("bike", code="B1")
    shop.send("repair", bike=bike.id)
    assert shop.all("bill") == ()
    shop.decide(outcome)
    assert sorted(str(bill.values["text"]) for bill in shop.all("bill")) == told
