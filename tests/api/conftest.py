"""A served factory with the people and masters of the story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.served import Factory, Json, Somebody, factory

LIMITS = {"nominal": 25, "lower": "24.99", "upper": "25.01", "severity": "ma", "characteristic_type": "variable"}


@dataclass
class Story:
    """Who is there, and what they work on."""

    factory: Factory
    admin: Somebody
    inspector: Somebody
    purchasing: Somebody
    warehouse: Somebody
    director: Somebody
    manager: Somebody
    supplier: Json
    item: Json
    plan: Json

    def lot(self, code: str, quantity: int = 200, supplier: str | None = None) -> Json:
        """A lot of the supplier that has arrived and awaits inspection."""
        values = {
            "code": code,
            "item": self.item["id"],
            "supplier": supplier or self.supplier["id"],
            "quantity": quantity,
        }
        lot = self.warehouse.sent("lot", values)
        self.warehouse.sent("receipt", {"lot": lot["id"], "quantity": quantity})
        return lot

    def inspect(self, lot: Json, measured: str, **more: Any) -> Json:
        return self.inspector.sent("iqc_inspection", self.readings(lot, measured) | more)

    def readings(self, lot: Json, measured: str) -> Json:
        return {"lot": lot["id"], "plan": self.plan["id"], "readings": [{"measured": measured}]}

    def failed(self, code: str) -> Json:
        """A lot that failed its inspection and is frozen."""
        lot = self.lot(code)
        self.inspect(lot, "25.2")
        return lot


@pytest.fixture
def story(database_url: str, tmp_path: Path) -> Iterator[Story]:
    with factory(database_url, tmp_path / "files") as made:
        yield told(made)


def told(made: Factory) -> Story:
    admin = made.person("admin", ["admin"])
    supplier = admin.sent("supplier", {"code": "S1", "name": "华信", "status": "approved"})
    item = admin.sent(
        "item", {"code": "I1", "name": "壳体", "item_kind": "part", "product_class": "housing", "unit": "pcs"}
    )
    row = {"no": 1, "characteristic": "孔径", **LIMITS}
    values = {
        "code": "P1",
        "item": item["id"],
        "stage": "iqc",
        "sample_size": 13,
        "accept": 0,
        "characteristics": [row],
    }
    return Story(
        made,
        admin,
        made.person("li", ["inspector"]),
        made.person("wang", ["purchasing"]),
        made.person("zhao", ["warehouse"]),
        made.person("chen", ["quality_director"]),
        made.person("liu", ["manager"]),
        supplier,
        item,
        admin.sent("inspection_plan", values),
    )
