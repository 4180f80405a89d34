"""Texts with holes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from engine.lang.expressions import BOOLEAN, DATE, MOMENT, NUMBER, TEXT, Faults, RecordType, RowsType, Scope
from engine.lang.messages import Message, check

SCOPE = Scope(
    {
        "number": TEXT,
        "quantity": NUMBER,
        "due": DATE,
        "at": MOMENT,
        "urgent": BOOLEAN,
        "lot": RecordType("lot"),
        "rows": RowsType({"x": NUMBER}),
    },
    {"lot": {"code": TEXT}}.__getitem__,
)

VALUES = {
    "number": "N1",
    "quantity": Decimal("40.50"),
    "due": date(2026, 11, 30),
    "at": datetime(2026, 11, 22, 8, 5, tzinfo=UTC),
    "urgent": True,
    "lot": {"id": "u1", "name": "L1", "code": "LOT-1"},
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("批次 {lot.code} 不合格", "批次 LOT-1 不合格"),
        ("{lot}: {quantity * 2}, due {due}", "L1: 81, due 2026-11-30"),
        ("{at} {urgent}", "2026-11-22 08:05 ✓"),
        ("{quantity}", "40.5"),
        ("{{plain}} }} {number}", "{plain} } N1"),
        ("{concat('}', number)}", "}N1"),
        ("", ""),
    ],
)
def test_holes_are_filled_from_the_record(text: str, said: str) -> None:
    message = check(text, SCOPE)
    assert isinstance(message, Message), message
    assert message.render(VALUES) == said


def test_what_is_empty_leaves_nothing() -> None:
    message = check("[{lot.code}{number}{quantity}]", SCOPE)
    assert isinstance(message, Message)
    assert message.render({"lot": None, "number": None, "quantity": None}) == "[]"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Lot {lot.cod} of {nmber}", [(9, "name-unknown"), (18, "name-unknown")]),
        ("all {rows}", [(5, "type-wrong")]),
        ("open {number", [(5, "hole-open")]),
    ],
)
def test_every_fault_stands_at_its_place_in_the_text(text: str, faults: list[tuple[int, str]]) -> None:
    found = check(text, SCOPE)
    assert isinstance(found, Faults)
    assert [(fault.offset, fault.code) for fault in found.faults] == faults
