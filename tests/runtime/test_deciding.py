"""A rule decides by a table: what it decides is written, and the row that decided is remembered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from engine.runtime import listing
from tests.runtime.shop import FILES, Shop

PRICES = """
table: prices
title: {zh: 工时价, en: Prices of work}
for: repair
inputs: {hours: hours, condition: bike.condition}
outputs: {amount: number, text: text}
rows:
  - {condition: broken, amount: 90, text: rebuilt}
  - {hours: "> 2", amount: 50, text: long}
otherwise: {amount: 20, text: short}
"""
BILL = """
rule: bill
on: repair.submitted
decide: prices
when: prices.amount > 20
do: [{create: bill, set: {repair: this, amount: prices.amount * hours, text: prices.text}}]
"""


@pytest.mark.parametrize(
    ("condition", "hours", "billed"),
    [("broken", 1, [(90, "rebuilt")]), ("whole", 3, [(150, "long")]), ("whole", 1, [])],
)
def test_a_rule_reads_what_a_table_decided(
    condition: str, hours: int, billed: list[tuple[int, str]], database_url: str, tmp_path: Path
) -> None:
    shop = Shop(database_url, tmp_path)
    shop.install({**FILES, "rules/prices.yaml": PRICES, "rules/bill.yaml": BILL})
    shop.send("repair", bike=shop.send("bike", code="B1", condition=condition).id, hours=hours)
    assert [(bill.values["amount"], bill.values["text"]) for bill in shop.all("bill")] == [
        (Decimal(amount), text) for amount, text in billed
    ]


def test_the_row_that_decided_is_part_of_why(sqlite: str, tmp_path: Path) -> None:
    shop = Shop(sqlite, tmp_path)
    shop.install({**FILES, "rules/prices.yaml": PRICES, "rules/bill.yaml": BILL})
    shop.send("repair", bike=shop.send("bike", code="B1").id, hours=3)
    (bill,) = shop.all("bill")
    (made,) = shop.act(lambda turn: listing.why(turn, "bill", bill.id))
    (reason,) = made["because"]  # type: ignore[misc]
    assert reason["title"].en == (  # type: ignore[index]
        "Rule “bill”, because Repair R-001 was submitted (decision table “Prices of work”, row 2)"
    )
    assert reason["title"].zh.endswith("（决策表“工时价”第 2 行）")  # type: ignore[index]
