"""What steps say is turned into values: names, holes and seeded draws."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from pydantic import TypeAdapter

from engine.lang.source import parse
from engine.runtime.steps.draws import Luck
from engine.runtime.steps.expectations import EXPECTATIONS
from engine.runtime.steps.fill import fill, wire
from engine.runtime.steps.kinds import STEPS, AnyStep
from engine.runtime.steps.stage import Called, NotThere
from engine.runtime.steps.step import Step

NOW = datetime(2026, 4, 1, 8, tzinfo=UTC)
NAMES = {
    "week": 7,
    "row": {"code": "HX", "bore": {"normal": [25, Decimal("0.003")], "decimals": 3}},
    "lot": Called("lot", "1"),
}


def lookup(dotted: str) -> object:
    value: object = NAMES
    for part in dotted.split("."):
        if not isinstance(value, dict) or part not in value:
            raise NotThere(dotted)
        value = value[part]
    return value


def filled(value: object, seed: int = 1, course: float = 0.0) -> object:
    return fill(value, lookup, Luck(Random(seed), NOW, course))


def test_a_name_stands_for_its_value() -> None:
    assert filled("=week") == 7
    assert filled({"lot": "=lot"}) == {"lot": Called("lot", "1")}


def test_holes_are_filled_and_padded() -> None:
    assert filled("{row.code}-W{week:2}") == "HX-W07"


def test_a_hole_nobody_named_stays() -> None:
    assert filled("{nobody}") == "{nobody}"


def test_a_name_nobody_gave_is_an_error() -> None:
    with pytest.raises(NotThere):
        filled("=nobody")


def test_the_same_seed_draws_the_same_value() -> None:
    draw = {"uniform": [0, 1_000_000]}
    assert filled(draw, seed=3) == filled(draw, seed=3) != filled(draw, seed=4)


def test_a_draw_has_the_decimals_asked_for() -> None:
    value = filled("=row.bore")
    assert isinstance(value, Decimal)
    assert value.as_tuple().exponent == -3


def test_a_drift_walks_from_the_first_mean_to_the_last() -> None:
    draw = {"drift": [25, 26], "deviation": 0, "decimals": 1}
    assert (filled(draw), filled(draw, course=0.5), filled(draw, course=1)) == (
        Decimal("25.0"),
        Decimal("25.5"),
        Decimal("26.0"),
    )


def test_a_number_never_falls_below_the_least() -> None:
    assert {filled({"normal": [-5, 1], "at_least": 0}, seed) for seed in range(9)} == {Decimal(0)}


def test_what_is_picked_may_be_a_name() -> None:
    assert filled({"pick": ["=lot"]}) == Called("lot", "1")


def test_weights_of_nothing_are_never_picked() -> None:
    assert {filled({"pick": ["a", "b"], "weights": [1, 0]}, seed) for seed in range(50)} == {"a"}


def test_days_are_counted_from_the_clock() -> None:
    assert filled({"day": -1}) == date(2026, 3, 31)


def test_a_mapping_with_other_keys_is_no_draw() -> None:
    assert filled({"day": 1, "note": "x"}) == {"day": 1, "note": "x"}


def test_values_go_over_the_wire_as_text() -> None:
    assert wire({"lot": Called("lot", "1"), "rows": [{"x": Decimal("1.50")}], "on": date(2026, 1, 2)}) == {
        "lot": "1",
        "rows": [{"x": "1.50"}],
        "on": "2026-01-02",
    }


@pytest.mark.parametrize("kind", list(STEPS), ids=STEPS.names)
def test_the_example_of_a_step_kind_is_one(kind: type[Step]) -> None:
    source = parse(kind.example, "example")
    assert not source.diagnostics
    assert isinstance(TypeAdapter(AnyStep).validate_python(source.value), kind)


@pytest.mark.parametrize("kind", list(EXPECTATIONS), ids=EXPECTATIONS.names)
def test_the_example_of_an_expectation_is_one(kind: type) -> None:
    source = parse(kind.example, "example")
    assert not source.diagnostics
    assert isinstance(TypeAdapter(EXPECTATIONS.union()).validate_python(source.value), kind)
