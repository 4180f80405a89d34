"""What an expression says about itself, and how it behaves towards its surroundings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from four_places import TablePlace
from random_expressions import COMMAND, SCOPE
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from test_places_are_equal import RECORDS, TABLES

from engine.lang.expressions import BOOLEAN, NUMBER, Expression, RecordType, Scope, check


def expression(text: str, scope: Scope = SCOPE) -> Expression:
    found = check(text, scope)
    assert isinstance(found, Expression), found
    return found


def test_it_names_what_it_reads() -> None:
    found = expression("count(lines, verdict == 'fail' and x > a) > lot.parent.quantity and lot == me.organisation")
    assert found.paths == {
        ("lines",),
        ("lines", "verdict"),
        ("lines", "x"),
        ("lot", "parent", "quantity"),
        ("lot",),
        ("me", "organisation"),
        ("a",),
    }
    assert expression("d < today()").paths == {("d",)}


def test_what_the_database_cannot_do_is_said_before_it_runs() -> None:
    assert expression("contains(s, 'x')").untranslatable is None
    assert "upper" in (expression("a > 1 and upper(s) == 'X'").untranslatable or "")
    with pytest.raises(ValueError, match="upper"):
        expression("upper(s)").to_sql(TablePlace(TABLES, RECORDS))


def test_a_constant_reads_nothing() -> None:
    assert expression("1 + 1 == 2").constant
    assert not expression("a == 2").constant
    assert not expression("d < today()").constant


def test_trees_are_plain_json() -> None:
    assert expression("a + 1.50 > lot.quantity and count(lines, x > a) == 0").to_json() == [
        "and",
        [
            ">",
            ["+", ["name", "a", {"is": "number"}], ["lit", "number", "1.5"]],
            ["name", "lot", "quantity", {"is": "number"}],
        ],
        [
            "==",
            [
                "rows",
                "count",
                ["name", "lines", {"is": "rows"}],
                [">", ["name", "x", {"is": "number"}], ["name", "a", {"is": "number", "out": 1}]],
            ],
            ["lit", "number", "0"],
        ],
    ]


class Lazy(Mapping[str, Any]):
    """Values that are worked out when asked for, as links are."""

    def __init__(self, **known: Any) -> None:
        self.known, self.asked = known, set[str]()

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("an expression never walks through all values")

    def __len__(self) -> int:
        raise AssertionError("an expression never counts the values")


def test_values_may_be_lazy_and_only_what_is_needed_is_asked_for() -> None:
    values = Lazy(a=Decimal(1), lot=Lazy(id="lot-1", quantity=Decimal(2)), s="x")
    assert expression("a < lot.quantity or s == 'y'").evaluate(values) is True
    assert values.asked == {"a", "lot"}
    assert values.known["lot"].asked == {"quantity"}


def test_what_is_not_given_is_null() -> None:
    assert expression("empty(a) and lot.parent.name == null").evaluate({}) is True


def test_a_link_may_be_its_bare_id() -> None:
    assert expression("lot == lot.parent").evaluate({"lot": {"id": "x", "parent": "x"}}) is True
    assert expression("lot.id").evaluate({"lot": "lot-1"}) == "lot-1"


def test_one_expression_runs_in_many_threads() -> None:
    found = expression("sum(lines, x * a) + a")

    def run(a: int) -> Any:
        return found.evaluate({"a": Decimal(a), "lines": [{"x": Decimal(n)} for n in range(20)]})

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(run, range(300))) == [Decimal(191 * a) for a in range(300)]


def test_many_rows_do_not_slow_down_what_does_not_read_them() -> None:
    class Untouched(list[Any]):
        def __iter__(self) -> Any:
            raise AssertionError("rows were walked through")

    assert expression("a > 5").evaluate({"a": Decimal(6), "lines": Untouched()}) is True


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])  # type: ignore[no-untyped-call]
@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("s == 'x'", "records.s = "),
        ("a > 5", "records.a > "),
        ("verdict in ('pass', 'fail')", "records.verdict IN "),
        ("lot == me.organisation", "records.lot = "),
        ("between(d, date('2026-01-01'), null)", "records.d >= "),
    ],
)
def test_a_column_against_a_value_keeps_the_operator_an_index_serves(text: str, condition: str, dialect: Any) -> None:
    query = select(RECORDS.c.id).where(expression(text).to_sql(TablePlace(TABLES, RECORDS, COMMAND)))
    sql = str(query.compile(dialect=dialect))
    assert condition in sql
    assert "sy_" not in sql
    assert "coalesce" not in sql


def test_an_index_serves_a_comparison_with_a_value(sqlite: str) -> None:
    from four_places import connect, fill
    from sqlalchemy import Index
    from test_places_are_equal import METADATA

    engine = connect(sqlite)
    with engine.begin() as connection:
        fill(connection, METADATA, {})
        Index("records_s", RECORDS.c.s).create(connection)
        RECORDS.indexes.clear()
        query = select(RECORDS.c.id).where(expression("s == 'x' and a > 1").to_sql(TablePlace(TABLES, RECORDS)))
        compiled = query.compile(connection, compile_kwargs={"render_postcompile": True})
        plan = connection.exec_driver_sql(f"explain query plan {compiled}", ("x", 1)).all()
    engine.dispose()
    assert "USING INDEX records_s" in str(plan)


def test_sql_stays_as_small_as_the_expression() -> None:
    text = "f"
    for _ in range(18):
        text = f"({text}) in (true, g)"
    assert len(str(expression(text).to_sql(TablePlace(TABLES, RECORDS)))) < 5000


def test_a_bound_name_that_the_query_does_not_know_is_our_mistake() -> None:
    with pytest.raises(LookupError, match=r"me\.organisation"):
        expression("lot == me.organisation").to_sql(TablePlace(TABLES, RECORDS))


def test_a_person_has_fields_without_any_form() -> None:
    scope = Scope({"me": RecordType("@person"), "x": NUMBER, "f": BOOLEAN})
    assert expression("me.name == 'Li' and in_department(me, 'QA')", scope).evaluate(COMMAND) is True
