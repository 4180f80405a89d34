"""What a rule has to say to the person who acts comes with the answer to the submission, in both languages."""

from __future__ import annotations

from pathlib import Path

from tests.runtime.shop import FILES, Shop
from tests.served import factory

WARNS = """
rule: warns
on: bike.submitted
when: condition == 'broken'
do:
  - {message: {zh: "{code} 需要维修", en: "{code} needs repair"}, tone: warn}
  - {set: {note: "'seen'"}}
"""
AGAIN = """
rule: again
on: bike.changed
do: [{message: {zh: "{code} 已记录", en: "{code} is on record"}}]
"""


def test_the_answer_brings_what_rules_said_chained_ones_included(database_url: str, tmp_path: Path) -> None:
    app = tmp_path / "app"
    for name, text in {**FILES, "rules/warns.yaml": WARNS, "rules/again.yaml": AGAIN}.items():
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        (app / name).write_text(text, "utf-8")
    with factory(database_url, tmp_path / "files", app) as made:
        mei = made.person("mei", ["mechanic"])
        assert mei.sent("bike", {"code": "B1", "condition": "broken"})["messages"] == [
            {"text": {"zh": "B1 需要维修", "en": "B1 needs repair"}, "tone": "warn"},
            {"text": {"zh": "B1 已记录", "en": "B1 is on record"}, "tone": "info"},
        ]
        assert mei.sent("bike", {"code": "B2", "condition": "whole"})["messages"] == []


def test_a_scheduled_rule_speaks_to_nobody_and_does_the_rest(sqlite: str, tmp_path: Path) -> None:
    from tests.runtime.test_on_time import work

    nightly = "on: {scheduled: bike, every: day}\ndo: [{message: night}, {create: bill, set: {bike: this}}]"
    shop = Shop(sqlite, tmp_path, nightly=nightly)
    shop.send("bike", code="B1")
    shop.later(days=1)
    work(shop)
    assert len(shop.all("bill")) == 1
