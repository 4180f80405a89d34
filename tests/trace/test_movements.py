"""Every kind of movement does what its case file says: `tests/cases/movements/<kind>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.lang.problems import Refused
from engine.lang.source import parse
from engine.trace.compile import TraceMap
from engine.trace.movement import Movement
from engine.trace.movements import MOVEMENTS
from tests.trace.works import compiled, traced

FOLDER = Path(__file__).parent.parent / "cases" / "movements"


def read(path: Path) -> Any:
    source = parse(path.read_text("utf-8"), path.name)
    assert not source.diagnostics, source.diagnostics
    return source.value


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in read(path):
            yield pytest.param(case, id=f"{path.stem}: {case['it']}")


def shown(path: tuple[str | int, ...]) -> str:
    return "/".join(map(str, path))


def seen(movement: Movement) -> dict[str, Any]:
    """A movement in the words of the case files; empty things are left out."""
    told = {
        "lot": movement.lot.id,
        "change": movement.change if movement.sign else None,
        "moves": movement.quantity if movement.sign == 0 else None,
        "step": movement.step,
        "edge": movement.edge,
        "refuses_frozen": movement.refuses_frozen,
        "party": f"{movement.party.form} {movement.party.id}" if movement.party else None,
        "at": [shown(movement.path), shown(movement.quantity_path)],
    }
    return {key: value for key, value in told.items() if value not in (None, False)}


@pytest.mark.parametrize("case", list(cases()))
def test_movement_does_what_its_case_says(case: Any) -> None:
    found = traced(*case["movements"])
    if "flaws" in case:
        assert isinstance(found, tuple), "no flaw was found"
        assert [f"{shown(flaw.path)} {flaw.code}" for flaw in found] == case["flaws"]
        return
    assert isinstance(found, TraceMap), found
    if "refused" in case:
        with pytest.raises(Refused) as refusal:
            found.movements_of("paper", case["values"])
        assert [f"{shown(each.path)} {each.code}" for each in refusal.value.problems] == case["refused"]
        return
    assert [seen(movement) for movement in found.movements_of("paper", case["values"])] == case["moves"]


@pytest.mark.parametrize("kind", MOVEMENTS.names)
def test_every_kind_has_cases_a_manual_page_and_a_valid_example(kind: str) -> None:
    movement = MOVEMENTS.named(kind)
    assert read(FOLDER / f"{kind}.yaml")
    assert movement.__doc__
    source = parse(movement.example, "example.yaml")
    assert not source.diagnostics
    assert MOVEMENTS.tag(source.value) == kind
    movement.model_validate(source.value)


def test_a_form_without_movements_moves_nothing() -> None:
    found = traced()
    assert isinstance(found, TraceMap)
    assert found.movements_of("supplier", {}) == ()


def test_all_flaws_of_the_definition_come_at_once() -> None:
    flaws = compiled(
        {
            "lots": {"lot": {"item": "unit", "quantity": "quantty"}, "lott": {}},
            "movements": {"papr": [{"scrap": {"lot": "lot", "quantity": "quantity"}}]},
            "inspections": {"paper": {"lot": "supplier", "verdict": "verdct"}},
        }
    )
    assert isinstance(flaws, tuple)
    assert [f"{shown(flaw.path)} {flaw.code}" for flaw in flaws] == [
        "lots/lot/quantity name-unknown",
        "lots/lot/item record-expected",
        "lots/lott form-unknown",
        "movements/papr form-unknown",
        "inspections/paper/lot lot-expected",
        "inspections/paper/verdict name-unknown",
    ]
