"""Lists: every record once, in the same order on both databases, whatever is empty in between."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import ColumnElement

from engine.lang.problems import NotFound, Refused
from engine.storage.database import Database
from engine.storage.filters import condition, split_filter
from engine.storage.page import Page, page_of
from engine.storage.records import insert_record
from tests.storage.shapes import NOW, TABLES, record

INSPECTION = TABLES.form("inspection")
FILLED = condition(INSPECTION, "remark", "filled", None)
SUBMITTED = condition(INSPECTION, "state", "in", ["submitted"])
REMARKS = ["beta", None, "Alpha", "阿", "100% ok", None, "beta", "a_b", "Zeta", "é"]


@pytest.fixture
def filled(database: Database) -> Database:
    ones = [
        record("supplier", "s1", {"title": "宏达 Acme"}),
        record("supplier", "s2", {"title": "Beta"}),
        record("lot", "l1", {"supplier": "s1"}, number="L-1"),
        record("lot", "l2", {"supplier": "s2"}, number="L-2"),
        record("inspection", "gone", {"remark": "beta"}, deleted_at=NOW),
    ]
    for number, remark in enumerate(REMARKS):
        values = {"remark": remark, "score": Decimal(number % 4), "lot": ["l1", "l2", None][number % 3]}
        state = ["draft", "submitted"][number % 2]
        ones.append(record("inspection", f"i{number}", values, number=f"IQC-{number}", state=state))
    database.write_now(lambda connection: [insert_record(connection, TABLES.form(one.form), one) for one in ones])
    return database


def page(database: Database, **asked: object) -> Page:
    return database.read_now(lambda connection: page_of(connection, TABLES, INSPECTION, **asked))  # type: ignore[arg-type]


def through(database: Database, limit: int, **asked: object) -> list[str]:
    """The ids of all pages one after another."""
    found: list[str] = []
    after = None
    while True:
        one = page(database, limit=limit, after=after, **asked)
        found += [each.id for each in one.records]
        after = one.next
        if after is None:
            return found


@pytest.mark.parametrize("sort", ["remark", "-remark", "score", "-score", "-created_at", "number", "lot", "-lot", "id"])
def test_pages_put_together_are_the_whole_list(filled: Database, sort: str) -> None:
    whole = through(filled, 50, sort=sort)
    assert sorted(whole) == [f"i{number}" for number in range(10)]
    for limit in (1, 3, 10):
        assert through(filled, limit, sort=sort) == whole


def test_text_sorts_by_code_point_and_empty_comes_last_both_ways(filled: Database) -> None:
    remarks = [REMARKS[int(id_[1:])] for id_ in through(filled, 4, sort="remark")]
    assert remarks == ["100% ok", "Alpha", "Zeta", "a_b", "beta", "beta", "é", "阿", None, None]
    remarks = [REMARKS[int(id_[1:])] for id_ in through(filled, 4, sort="-remark")]
    assert remarks == ["阿", "é", "beta", "beta", "a_b", "Zeta", "Alpha", "100% ok", None, None]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([condition(INSPECTION, "remark", "eq", "beta")], ["i0", "i6"]),
        ([condition(INSPECTION, "remark", "ne", "beta")], ["i1", "i2", "i3", "i4", "i5", "i7", "i8", "i9"]),
        ([condition(INSPECTION, "remark", "contains", "%")], ["i4"]),
        ([condition(INSPECTION, "remark", "contains", "_")], ["i7"]),
        ([condition(INSPECTION, "remark", "starts", "al")], ["i2"]),
        ([condition(INSPECTION, "remark", "empty", None)], ["i1", "i5"]),
        ([FILLED, condition(INSPECTION, "score", "ge", Decimal(2))], ["i2", "i3", "i6", "i7"]),
        ([SUBMITTED, condition(INSPECTION, "score", "lt", Decimal(2))], ["i1", "i5", "i9"]),
        ([condition(INSPECTION, "lot", "eq", "l2")], ["i1", "i4", "i7"]),
    ],
)
def test_filters(filled: Database, filters: list[ColumnElement[bool]], found: list[str]) -> None:
    assert [one.id for one in page(filled, filters=filters, sort="number").records] == found


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("BETA", ["i0", "i6"]),
        ("iqc-3", ["i3"]),
        ("iqc beta", ["i0", "i6"]),
        ("L-2", ["i1", "i4", "i7"]),
        ("100%", ["i4"]),
        ("x", []),
    ],
)
def test_search_looks_for_each_word_in_what_the_list_shows(filled: Database, search: str, found: list[str]) -> None:
    assert [one.id for one in page(filled, search=search, sort="number").records] == found


def test_search_does_not_look_into_what_is_hidden(filled: Database) -> None:
    assert page(filled, search="beta", concealed={"remark"}).records == ()


def test_the_scope_bounds_list_and_total(filled: Database) -> None:
    found = page(filled, scope=INSPECTION.table.c.lot == "l1", limit=2, count=True)
    assert (len(found.records), found.total) == (2, 4)
    assert page(filled, count=True).total == 10
    assert page(filled).total is None


def test_what_does_not_exist_is_refused_with_its_name(filled: Database) -> None:
    with pytest.raises(Refused, match="'colour'"):
        page(filled, sort="-colour")
    with pytest.raises(Refused, match="'like'"):
        condition(INSPECTION, "remark", "like", "x")
    with pytest.raises(NotFound):
        page(filled, after="nobody")


def test_a_filter_in_an_address_keeps_the_colons_of_its_value() -> None:
    assert split_filter("at:ge:2026-11-22T08:00:00Z") == ("at", "ge", "2026-11-22T08:00:00Z")
    assert split_filter("lot:empty") == ("lot", "empty", "")
