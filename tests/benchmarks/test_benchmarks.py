"""The benches work: each runs at its smallest, and its ratios can be read. Nothing here is about how fast it is."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import jsonschema_rs
import pytest

from benchmarks import check_app, start, submission, trace
from benchmarks.inspection import APP, FIELDS, body, schema
from benchmarks.ledger import LOTS, fill
from benchmarks.ratio import TINY, Better, Ratio, Target
from benchmarks.report import put_into, written
from engine.app.load import load
from engine.runtime.ids import new_id
from engine.storage.database import Database
from engine.storage.migrate import migrate


@pytest.mark.parametrize("database", submission.DATABASES)
def test_submissions_go_through_on_both_sides(database: str) -> None:
    [ratio] = submission._on(database, submission.DATABASES[database], TINY)
    assert ratio.measured > 0


@pytest.mark.parametrize("bench", [check_app, trace, start], ids=lambda bench: bench.TITLE)
def test_bench_measures_something(bench: object) -> None:
    ratios = list(bench.run(TINY))  # type: ignore[attr-defined]
    assert ratios
    assert all(ratio.measured > 0 for ratio in ratios)


def test_floor_stores_every_field_of_the_bench_form() -> None:
    app = load(APP).app
    assert app is not None
    assert {field.id for field in app.forms["inspection"].fields} == {*FIELDS, "readings"}
    assert len(FIELDS) == 20


def test_floor_refuses_what_its_schema_does_not_know() -> None:
    valid = jsonschema_rs.Draft202012Validator(schema())
    sent = json.loads(json.dumps(body(new_id())))
    assert valid.is_valid(sent)
    assert not valid.is_valid(sent | {"values": sent["values"] | {"quantity": "many"}})


def test_every_lot_of_the_ledger_is_part_of_a_product(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Database.open(f"sqlite:///{path}") as database:
        database.write_now(migrate)
        start_of = fill(path, 12_000)
    rows = sqlite3.connect(path).execute(trace.IDS, (start_of,)).fetchall()
    assert len(rows) == LOTS


def test_page_names_what_is_not_met() -> None:
    half = Target(Better.MORE, 0.5)
    page = written({"Bench": [Ratio("this", 0.4, "", half), Ratio("that", 0.6, "", half)]}, {"Bench": "Why."}, TINY)
    assert "- Bench, this: 0.4 ×, hoped for at least 0.5 ×." in page
    assert "- Bench, that" not in page


def test_a_run_of_one_bench_leaves_the_rest_of_the_page() -> None:
    half = Target(Better.MORE, 0.5)
    both = {"One": [Ratio("x", 0.1, "", half)], "Two": [Ratio("y", 0.2, "", half)]}
    page = written(both, {"One": "First.", "Two": "Second."}, TINY)
    again = put_into(page, written({"Two": [Ratio("y", 0.9, "", half)]}, {"Two": "Second."}, TINY))
    assert again == written({**both, "Two": [Ratio("y", 0.9, "", half)]}, {"One": "First.", "Two": "Second."}, TINY)
    assert put_into(page, page) == page
