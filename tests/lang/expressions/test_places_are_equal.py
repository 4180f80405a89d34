"""Random expressions over rows with nulls give the same in Python, its reference, SQLite, PostgreSQL and the page.

Set SUYUAN_EXPRESSIONS=100000 for a long run, SUYUAN_SEED for other expressions.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from four_places import TablePlace, Tables, columns, connect, fill, in_database, in_the_page, shown
from random_expressions import COMMAND, LINE, LOT, RECORD, SCOPE, Draw, draw_rows
from sqlalchemy import Column, MetaData, Table

from engine.lang.columns import TextColumn
from engine.lang.expressions import Expression, Faults, check
from engine.lang.expressions.evaluate import evaluate

COUNT = int(os.environ.get("SUYUAN_EXPRESSIONS", "1000"))
SEED = int(os.environ.get("SUYUAN_SEED", "20261122"))
ROWS = 30

METADATA = MetaData()
LINES = Table("lines", METADATA, Column("id", TextColumn()), Column("parent_id", TextColumn()), *columns(LINE))
LOTS = Table("lots", METADATA, *columns(LOT))
RECORDS = Table("records", METADATA, *columns({name: type_ for name, type_ in RECORD.items() if name != "me"}))
TABLES = Tables(RECORDS, {"lines": LINES}, {"lot": LOTS}, {"lot": "lot", "parent": "lot"})


def drawn(chance: random.Random, count: int) -> list[Expression]:
    draw = Draw(chance)
    found = []
    while len(found) < count:
        text = draw.expression()
        if len(text) > 2000:
            continue
        checked = check(text, SCOPE)
        if isinstance(checked, Faults):
            if {fault.code for fault in checked.faults} - {"too-long"}:
                raise AssertionError(f"{text}\n{checked}")
            continue
        found.append(checked)
    return found


def linked(records: list[dict[str, Any]], lots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records as Python sees them: links are mappings."""
    by_id = {lot["id"]: dict(lot) for lot in lots}
    for lot in by_id.values():
        lot["parent"] = by_id.get(lot["parent"])
    return [{**record, "lot": by_id.get(record["lot"]), **COMMAND} for record in records]


@pytest.fixture(scope="module")
def sample() -> tuple[list[Expression], list[dict[str, Any]], list[dict[str, Any]], list[list[Any]]]:
    chance = random.Random(SEED)
    lots, records = draw_rows(chance, ROWS)
    expressions = drawn(chance, COUNT)
    values = linked(records, lots)
    in_python = [[shown(expression.evaluate(record)) for record in values] for expression in expressions]
    return expressions, lots, records, in_python


def differences(expressions: list[Expression], one: list[list[Any]], other: list[list[Any]]) -> list[str]:
    return [
        f"{expression.text}\n    record {index}: {left!r} in Python, {right!r} there"
        for expression, lefts, rights in zip(expressions, one, other, strict=True)
        for index, (left, right) in enumerate(zip(lefts, rights, strict=True))
        if left != right or type(left) is not type(right)
    ]


def test_the_reference_gives_what_python_gives(sample: Any) -> None:
    expressions, lots, records, in_python = sample
    values = linked(records, lots)
    there = [[shown(evaluate(expression.tree, record)) for record in values] for expression in expressions]
    found = differences(expressions, in_python, there)
    assert not found, f"{len(found)} cells differ\n" + "\n".join(found[:10])


def test_the_database_gives_what_python_gives(sample: Any, database_url: str) -> None:
    expressions, lots, records, in_python = sample
    lines = [line for record in records for line in record["lines"]]
    engine = connect(database_url)
    with engine.begin() as connection:
        fill(connection, METADATA, {LOTS: lots, RECORDS: records, LINES: lines})
        place = TablePlace(TABLES, RECORDS, COMMAND)
        there = [in_database(connection, place, expression) for expression in expressions]
    engine.dispose()
    found = differences(expressions, in_python, there)
    assert not found, f"{len(found)} cells differ\n" + "\n".join(found[:10])


def test_the_page_gives_what_python_gives(sample: Any, tmp_path: Path) -> None:
    expressions, lots, records, in_python = sample
    found = differences(expressions, in_python, in_the_page(expressions, linked(records, lots), tmp_path))
    assert not found, f"{len(found)} cells differ\n" + "\n".join(found[:10])
