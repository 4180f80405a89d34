"""Definitions as text: what is read, what is refused, and where everything stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.lang.building import LARGEST_TEXT
from engine.lang.source import parse
from engine.lang.walk import DEEPEST


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("1.10", Decimal("1.10")),
        ("-0.5", Decimal("-0.5")),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("True", "True"),
        ("012", "012"),
        ("+5", "+5"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("12:30:00", "12:30:00"),
        ("12:30:45", "12:30:45"),
        ("12E4", "12E4"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("5.", "5."),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2026-11-22", "2026-11-22"),
        ("2026-02-30", "2026-02-30"),
        ("=", "="),
        ("=lot1", "=lot1"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("来料", "来料"),
        ("IQC-{date:%Y%m%d}-{seq:4}", "IQC-{date:%Y%m%d}-{seq:4}"),
    ],
)
def test_a_plain_word_means_what_it_says(written: str, value: object) -> None:
    source = parse(f"key: {written}", "f.yaml")
    assert source.diagnostics == ()
    read = source.at(("key",))
    assert read == value
    assert type(read) is type(value)


def test_keys_are_always_text() -> None:
    assert parse("on: 1\ntrue: 2\n3: 4\nnull: 5", "f").value == {"on": 1, "true": 2, "3": 4, "null": 5}


def test_a_decimal_keeps_every_digit() -> None:
    assert str(parse("a: 0.12345678901234567890123", "f").at(("a",))) == "0.12345678901234567890123"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1", "yaml-alias"),
        ("a: [1, 2]\nb: *a", "yaml-alias"),
        ("a: {<<: {b: 1}}", "yaml-merge"),
        ("a: !!python/name:os.system x", "yaml-tag"),
        ("a: !secret x", "yaml-tag"),
        ("a: 1\n---\nb: 2", "yaml-documents"),
        ("a: 1\na: 2", "key-twice"),
        ("[1, 2]: x", "key-wrong"),
        ("a: " + "[" * (DEEPEST + 1), "yaml-deep"),
        ("[" * 100_000, "yaml-deep"),
        ("{a: " * 60, "yaml-deep"),
        ("- " * 60 + "x", "yaml-deep"),
        ("a: " + "1" * 5000, "number-long"),
        ("a: \x07", "text-broken"),
        ("a: \ud800", "text-broken"),
        ("a: '" + "x" * LARGEST_TEXT + "'", "file-large"),
        ("a: 'x", "yaml-broken"),
        ("a:\n\tb: 1", "yaml-broken"),
        ("a: `x`", "quotes-needed"),
        ("a: {b: choose(c, d)}", "quotes-needed"),
        ("a: 'pass' == b", "quotes-needed"),
    ],
)
def test_hostile_or_broken_text_is_refused_with_one_finding(text: str, code: str) -> None:
    found = parse(text, "f.yaml").diagnostics
    assert [finding.code for finding in found] == [code]


def test_the_bounds_themselves_are_allowed() -> None:
    nested = "a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    assert parse(nested, "f").diagnostics == ()
    assert parse("a: '" + "x" * (LARGEST_TEXT - 5) + "'", "f").diagnostics == ()


def test_an_alias_bomb_builds_nothing() -> None:
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    source = parse(bomb, "f")
    assert {finding.code for finding in source.diagnostics} == {"yaml-alias"}
    assert source.at(("k",)) == [None, None]


def test_the_first_of_two_equal_keys_stays() -> None:
    source = parse("a: {x: 1}\nb: 2\na: {y: 3}", "f")
    assert source.value == {"a": {"x": 1}, "b": 2}
    assert str(source.diagnostics[0].place) == "f:3:1"


@pytest.mark.parametrize("call", ["choose(x, null, 'y')", "f(a, g(b, c), ')')", "count(rows,\n x) > 1"])
def test_what_follows_a_text_cut_off_by_a_comma_is_still_read(call: str) -> None:
    source = parse(f"a: {{value: {call}, title: T}}\nb: 1\nb: 2", "f")
    assert source.at(("a", "title")) == "T"
    assert source.at(("b",)) == 1
    assert [finding.code for finding in source.diagnostics] == ["quotes-needed", "key-twice"]


def test_what_follows_a_text_behind_its_quote_is_still_read() -> None:
    source = parse("a: 'pass' == x\nb: \"y\" z\nc: 1\nc: 2", "f")
    assert source.value == {"a": "pass", "b": "y", "c": 1}
    assert [finding.code for finding in source.diagnostics] == ["quotes-needed", "quotes-needed", "key-twice"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("v: one two", "two"),
        ("v: 'it''s two'", "two'"),
        ('v: "a\\u4e2d\\n\\"b\\" two"', 'two"'),
        ("v: 批次 two", "two"),
        ("v: one\n  and two", "two"),
        ("v: 'one\n\n  two'", "two'"),
        ("v: >-\n  one\n  two", "two"),
        ("v: >\n    one\n\n    two\n", "two"),
        ("v: |\n  one\n  two\n", "two"),
        ("v: |\n  one\n    two\n", "two"),
        ("v: |2\n  one\n  two\n", "two"),
        ('v: "one \\\n  two"', 'two"'),
        ("v: one\r\n  two\r\n", "two"),
    ],
)
def test_a_character_of_a_text_is_found_where_it_is_written(written: str, found: str) -> None:
    source = parse(written, "f")
    value = source.at(("v",))
    assert isinstance(value, str)
    place = source.place(("v",), value.index("two"), 3)
    assert place.source_line[place.column - 1 :] == found
    assert place.length == 3


def test_places_of_values_keys_and_what_is_missing() -> None:
    source = parse("fields:\n  lot: {kind: link, to: lot}\n  rows:\n    - a\n    - {b: 1}\n", "forms/x.yaml")
    assert str(source.place(("fields", "lot", "to"))) == "forms/x.yaml:2:25"
    assert str(source.place_of_key(("fields", "lot", "to"))) == "forms/x.yaml:2:21"
    assert str(source.place(("fields", "rows", 1, "b"))) == "forms/x.yaml:5:11"
    assert str(source.place(("fields", "lot", "where"))) == "forms/x.yaml:2:8"
    assert str(source.place_for_missing(("fields", "lot"))) == "forms/x.yaml:2:3"
    assert str(source.place_for_missing(())) == "forms/x.yaml:1:1"
    assert str(source.place(("nowhere", "at", "all"))) == "forms/x.yaml:1:1"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    source = parse("\ufeffform: x", "f")
    assert source.value == {"form": "x"}
    assert str(source.place(("form",))) == "f:1:7"


def test_an_empty_file_has_no_value() -> None:
    assert parse("# nothing yet\n", "f").value is None
