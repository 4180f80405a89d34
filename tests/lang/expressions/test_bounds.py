"""Whatever passes the gate ends: what would take too long over the rows of a record is refused."""

from __future__ import annotations

import tracemalloc
from decimal import Decimal

import pytest

from engine.lang.expressions import NUMBER, TEXT, Expression, RowsType, Scope, check
from engine.lang.expressions.allowance import CHARACTERS, STEPS, TooMuchWork
from engine.lang.expressions.gate import MAX_NODES

SCOPE = Scope({"s": TEXT, "lines": RowsType({"x": NUMBER, "w": TEXT})})
MEGABYTE = 1024 * 1024


def checked(text: str) -> Expression:
    found = check(text, SCOPE)
    assert isinstance(found, Expression), found
    return found


def record(rows: int, text: str = "x") -> dict[str, object]:
    return {"s": text, "lines": [{"x": Decimal(number), "w": text} for number in range(rows)]}


def test_rows_within_rows_within_rows_are_refused() -> None:
    with pytest.raises(TooMuchWork):
        checked("count(lines, any(lines, count(lines, x > 0) > 1))").evaluate(record(200))


def test_many_parts_over_many_rows_are_refused() -> None:
    many = checked("sum(lines, max(" + ", ".join(["x + 1"] * (MAX_NODES // 4)) + "))")
    assert many.evaluate(record(10)) == 55
    with pytest.raises(TooMuchWork):
        many.evaluate(record(10_000))


def test_a_long_text_searched_in_each_row_is_refused() -> None:
    searched = checked("count(lines, contains(s, w))")
    assert searched.evaluate(record(20, "ab" * 1000)) == 20
    with pytest.raises(TooMuchWork):
        searched.evaluate({**record(10_000, "b"), "s": "a" * 100_000})


def test_a_large_table_is_no_trouble() -> None:
    assert checked("sum(lines, x * 2) / count(lines)").evaluate(record(10_000)) == 9999


@pytest.mark.parametrize("text", ["max(lines, concat(w, w, w))", "min(lines, upper(w))", "max(lines, left(w, 99999))"])
def test_texts_made_for_each_row_are_refused_before_they_fill_the_memory(text: str) -> None:
    long = record(10_000, "字" * 100_000)
    tracemalloc.start()
    with pytest.raises(TooMuchWork):
        checked(text).evaluate(long)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 * MEGABYTE


def test_a_text_longer_than_all_allowance_is_refused() -> None:
    with pytest.raises(TooMuchWork):
        checked("concat(" + ", ".join(["s"] * 280) + ")").evaluate(record(0, "x" * 100_000))


def test_each_evaluation_has_an_allowance_of_its_own() -> None:
    half = checked("count(lines, x >= 0)")
    rows = record(STEPS // 5)
    assert [half.evaluate(rows) for _ in range(3)] == [STEPS // 5] * 3
    joined = checked("length(concat(s, s))")
    assert [joined.evaluate(record(0, "x" * (CHARACTERS // 3))) for _ in range(3)] == [CHARACTERS // 3 * 2] * 3
