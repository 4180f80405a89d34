"""Decision tables decide what their rows say, under each hit policy, and are judged exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lang.domains import Domain
from engine.lang.expressions import BOOLEAN, DATE, NUMBER, TEXT, ChoiceType, Scope, Type
from engine.lang.source import parse
from engine.rules.tables.compile import compile_table
from engine.rules.tables.definition import TableDefinition
from engine.rules.tables.hits import AnyRow, Unique
from engine.rules.tables.judge import judge
from engine.rules.tables.table import DecisionTable

SEVERITY = ChoiceType(("cr", "ma", "mi"))
NAMES: dict[str, Type] = {
    "severity": SEVERITY,
    "quantity": NUMBER,
    "pieces": NUMBER,
    "share": NUMBER,
    "urgent": BOOLEAN,
    "day": DATE,
    "place": TEXT,
}
DOMAINS = {
    ("pieces",): Domain(decimals=0, minimum=Decimal(0), filled=True),
    ("share",): Domain(decimals=1, minimum=Decimal(0), maximum=Decimal(1), filled=True),
    ("severity",): Domain(filled=True),
    ("day",): Domain(filled=True),
}


def compiled(definition: dict[str, Any]) -> DecisionTable:
    made = TableDefinition.model_validate({"table": "t", "for": "lot", **definition})
    table = compile_table(made, Scope(NAMES), lambda path: DOMAINS.get(path, Domain()))
    assert isinstance(table, DecisionTable), table
    return table


def written(text: str) -> DecisionTable:
    source = parse(text, "t.yaml")
    assert not source.diagnostics, source.diagnostics
    assert isinstance(source.value, dict)
    return compiled(source.value)


def told(table: DecisionTable) -> list[tuple[str, str]]:
    return [("/".join(map(str, flaw.path)), flaw.code) for flaw in judge(table)]


ROWS = """
inputs: {severity: severity, pieces: pieces}
outputs: {size: number, level: {one_of: [tight, normal]}}
rows:
  - {severity: cr, size: 50, level: tight}
  - {severity: [cr, ma], pieces: ">= 100", size: 20, level: normal}
  - {pieces: ">= 500", size: 10, level: tight}
"""
CASES = [
    ("first", ("cr", 900), {"size": 50, "level": "tight"}, (1,)),
    ("first", ("ma", 900), {"size": 20, "level": "normal"}, (2,)),
    ("first", ("mi", 5), {"size": None, "level": None}, ()),
    ("priority", ("ma", 900), {"size": 10, "level": "tight"}, (3,)),
    ("priority", ("cr", 900), {"size": 50, "level": "tight"}, (1,)),
    ("collect", ("cr", 900), [50, 20, 10], (1, 2, 3)),
    ("collect", ("mi", 5), [], ()),
]


@pytest.mark.parametrize(("hit", "case", "decision", "rows"), CASES)
def test_a_table_decides_by_its_hit_policy(
    hit: str, case: tuple[str, int], decision: Any, rows: tuple[int, ...]
) -> None:
    text = ROWS.replace(
        "size: number, level: {one_of: [tight, normal]}", "level: {one_of: [tight, normal]}, size: number"
    )
    table = written(f"hit: {hit}\n{text}")
    values = {"severity": case[0], "pieces": Decimal(case[1])}
    decided, numbers = table.decide(values)
    assert numbers == rows
    assert ([row["size"] for row in decided] if isinstance(decided, tuple) else decided) == decision


@pytest.mark.parametrize(
    ("how", "full", "nothing"), [("sum", 80, 0), ("min", 10, None), ("max", 50, None), ("count", 3, 0)]
)
def test_what_is_collected_is_taken_together(how: str, full: int, nothing: int | None) -> None:
    rows = "[{severity: cr, size: 50}, {pieces: '> 3', size: 20}, {pieces: '> 4', size: 10}, {pieces: 9}]"
    table = written(
        f"hit: collect\ncollect: {how}\noutputs: {{size: number}}\nrows: {rows}\n"
        "inputs: {severity: severity, pieces: pieces}"
    )
    assert table.decide({"severity": "cr", "pieces": Decimal(9)})[0] == {"size": full}
    assert table.decide({"severity": "mi", "pieces": Decimal(1)})[0] == {"size": nothing}


def test_where_no_row_fits_the_table_decides_otherwise() -> None:
    table = written(f"hit: first\n{ROWS}\notherwise: {{size: 5, level: normal}}")
    assert table.decide({"severity": "mi", "pieces": Decimal(5)}) == ({"size": 5, "level": "normal"}, ())
    assert told(table) == []


def test_an_empty_yes_or_no_is_no() -> None:
    table = written(
        "inputs: {urgent: urgent}\noutputs: {size: number}\nrows: [{urgent: true, size: 1}, {urgent: false, size: 2}]"
    )
    assert table.decide({"urgent": None})[0] == {"size": 2}
    assert told(table) == []


def test_between_whole_numbers_and_days_there_is_no_gap() -> None:
    table = written("""
inputs: {pieces: pieces, day: day}
outputs: {size: number}
hit: unique
rows:
  - {pieces: "<= 10", day: "< 2026-05-01", size: 1}
  - {pieces: ">= 11", day: "<= 2026-04-30", size: 2}
  - {day: ">= 2026-05-01", size: 3}
""")
    assert told(table) == []


def test_beyond_a_fields_bounds_there_is_no_case() -> None:
    rows = "[{share: 0..0.5, size: 1}, {share: 0.6..1, size: 2}, {share: '> 1', size: 3}]"
    table = written(f"inputs: {{share: share}}\noutputs: {{size: number}}\nrows: {rows}")
    assert told(table) == [("rows/2/share", "table-row-idle")]


def test_a_table_that_falls_apart_too_far_is_refused() -> None:
    names = [f"n{index}" for index in range(12)]
    luck = Random(7)
    starts = [[luck.randrange(40) for _ in names] for _ in range(200)]
    rows = [{name: f"{start}..{start + 20}" for name, start in zip(names, row, strict=True)} for row in starts]
    definition = {"table": "t", "for": "lot", "inputs": {name: name for name in names}, "outputs": {"x": "number"}}
    made = TableDefinition.model_validate({**definition, "rows": [{**row, "x": 1} for row in rows]})
    table = compile_table(made, Scope(dict.fromkeys(names, NUMBER)), lambda path: Domain())
    assert isinstance(table, DecisionTable)
    assert told(table) == [("rows", "table-large")]


WHOLE = st.integers(0, 6).map(Decimal)
DAYS = st.integers(1, 9).map(lambda day: f"2026-05-{day:02}")


def ranges(ends: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    compared = st.tuples(st.sampled_from([">=", ">", "<=", "<"]), ends).map(lambda pair: f"{pair[0]} {pair[1]}")
    between = st.tuples(ends, ends).map(lambda pair: f"{min(pair)}..{max(pair)}")
    return st.one_of(ends.map(str), compared, between)


def cells(terms: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    plain = st.one_of(terms, st.just("-"), st.just("empty"))
    return st.one_of(plain, terms.map(lambda term: f"not {term}"), st.lists(plain, min_size=1, max_size=3).map(tuple))


COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "severity": cells(st.sampled_from(SEVERITY.options)),
    "quantity": cells(ranges(WHOLE)),
    "pieces": cells(ranges(WHOLE)),
    "share": cells(ranges(st.integers(0, 12).map(lambda tenths: Decimal(tenths) / 10))),
    "urgent": cells(st.sampled_from(["true", "false"])),
    "day": cells(ranges(DAYS)),
    "place": cells(st.sampled_from(["a", "b"])),
}
SAMPLES: dict[str, list[Any]] = {
    "severity": list(SEVERITY.options),
    "quantity": [None, *(Decimal(quarter) / 4 for quarter in range(-4, 30))],
    "pieces": [Decimal(number) for number in range(10)],
    "share": [Decimal(tenths) / 10 for tenths in range(11)],
    "urgent": [True, False],
    "day": [date(2026, 4, 30), *(date(2026, 5, day) for day in range(1, 11))],
    "place": [None, "a", "b", "c"],
}


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    names = draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=1, max_size=3, unique=True))
    row = st.fixed_dictionaries({"x": st.sampled_from(["a", "b"])}, optional={name: COLUMNS[name] for name in names})
    return compiled(
        {
            "inputs": {name: name for name in names},
            "outputs": {"x": {"one_of": ("a", "b")}},
            "hit": draw(st.sampled_from(["first", "unique", "any", "priority"])),
            "rows": tuple(draw(st.lists(row, min_size=1, max_size=5))),
        }
    )


@settings(max_examples=300, deadline=None)
@given(tables())
def test_what_is_judged_is_what_trying_every_case_finds(table: DecisionTable) -> None:
    """Every case by brute force: cells are asked for values, no piece or box is used."""
    cases = list(product(*(SAMPLES[each.axis.name] for each in table.inputs)))
    fitting = [[row for row in table.rows if row.fits(case)] for case in cases]
    expected = {("rows", "table-gap")} if any(not rows for rows in fitting) else set()
    deciding = {row.number for rows in fitting for row in table.policy.choose(rows)}
    seen = {row.number for rows in fitting for row in rows}
    quarrels = set()
    for rows in fitting:
        for index, one in enumerate(rows):
            quarrels |= {other.number for other in rows[index + 1 :] if table.policy.quarrel(one, other)}
    idle = {row.number for row in table.rows} - (seen if isinstance(table.policy, Unique | AnyRow) else deciding)
    expected |= {(f"rows/{number - 1}", "table-overlap") for number in quarrels}
    expected |= {(f"rows/{number - 1}", "table-row-idle") for number in idle}
    assert {("/".join(path.split("/")[:2]), code) for path, code in told(table)} == expected
