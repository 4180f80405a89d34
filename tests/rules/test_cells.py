"""Cells: which values they admit, and which texts are none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from engine.lang.checker import Checker
from engine.lang.expressions import BOOLEAN, DATE, NUMBER, TEXT, ChoiceType, RecordType, Scope, Type
from engine.rules.cells import Cell, WrittenCell

SEVERITY = ChoiceType(("cr", "ma", "mi"))
DAY = date(2026, 5, 1)


def compiled(written: object, type_: Type) -> tuple[Cell, list[str]]:
    checker = Checker(Scope({}))
    cell = Cell.compile(TypeAdapter(WrittenCell).validate_python(written, strict=False), type_, checker, ("cell",))
    return cell, [f"{'/'.join(map(str, flaw.path))} {flaw.code}" for flaw in checker.flaws]


@pytest.mark.parametrize(
    ("written", "type_", "admits", "refuses"),
    [
        ("-", NUMBER, [Decimal(1), None], []),
        ("cr", SEVERITY, ["cr"], ["ma", None]),
        (("ma", "mi"), SEVERITY, ["ma", "mi"], ["cr", None]),
        ("not cr", SEVERITY, ["ma", None], ["cr"]),
        ("empty", SEVERITY, [None], ["cr"]),
        ("not empty", SEVERITY, ["cr"], [None]),
        (("cr", "empty"), SEVERITY, ["cr", None], ["ma"]),
        (Decimal(10), NUMBER, [Decimal("10.0")], [Decimal("10.1"), None]),
        (">= 10", NUMBER, [Decimal(10), Decimal(11)], [Decimal("9.9"), None]),
        ("> 10", NUMBER, [Decimal("10.1")], [Decimal(10), None]),
        ("<=10", NUMBER, [Decimal(10), Decimal(-3)], [Decimal("10.1"), None]),
        ("< 10", NUMBER, [Decimal("9.9")], [Decimal(10), None]),
        ("10..20", NUMBER, [Decimal(10), Decimal(20)], [Decimal(9), Decimal(21), None]),
        ("-5..-1.5", NUMBER, [Decimal(-2)], [Decimal(-1), Decimal(0)]),
        ("not 10..20", NUMBER, [Decimal(9), Decimal(21), None], [Decimal(15)]),
        (("< 5", "10..20"), NUMBER, [Decimal(1), Decimal(12)], [Decimal(7)]),
        (">= 2026-05-01", DATE, [DAY], [date(2026, 4, 30), None]),
        ("2026-05-01..2026-05-31", DATE, [DAY], [date(2026, 6, 1)]),
        (True, BOOLEAN, [True], [False, None]),
        ("false", BOOLEAN, [False], [True, None]),
        (">= 10", TEXT, [">= 10"], ["10"]),
        ("not 'not here'", TEXT, ["here", None], ["not here"]),
        ("'-'", TEXT, ["-"], ["x"]),
        ("empty", RecordType("lot"), [None], ["lot1"]),
    ],
)
def test_a_cell_admits_what_it_says(written: object, type_: Type, admits: list[Any], refuses: list[Any]) -> None:
    cell, flaws = compiled(written, type_)
    assert flaws == []
    assert [value for value in admits if not cell.holds(value)] == []
    assert [value for value in refuses if cell.holds(value)] == []


@pytest.mark.parametrize(
    ("written", "type_", "flaws"),
    [
        ("critical", SEVERITY, ["cell option-unknown"]),
        (("cr", "critical"), SEVERITY, ["cell/1 option-unknown"]),
        ("not critical", SEVERITY, ["cell option-unknown"]),
        ("ten", NUMBER, ["cell type-wrong"]),
        (">= ten", NUMBER, ["cell type-wrong"]),
        ("10 - 20", NUMBER, ["cell type-wrong"]),
        ("NaN", NUMBER, ["cell type-wrong"]),
        ("2026-02-30", DATE, ["cell type-wrong"]),
        ("yes", BOOLEAN, ["cell type-wrong"]),
        ("lot1", RecordType("lot"), ["cell type-wrong"]),
    ],
)
def test_what_is_no_cell_is_found(written: object, type_: Type, flaws: list[str]) -> None:
    assert compiled(written, type_)[1] == flaws
