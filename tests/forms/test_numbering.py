"""Document numbers."""

from __future__ import annotations

from datetime import date

import pytest

from engine.forms.numbering import PatternWrong, parse_pattern

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("pattern", "values", "prefix", "number"),
    [
        ("IQC-{date:%Y%m%d}-{seq:4}", {}, "IQC-20261102-", "IQC-20261102-0007"),
        ("{seq}", {}, "", "0007"),
        ("{date}{seq:2}", {}, "20261102", "2026110207"),
        ("{site}-{date:%y/%m}-{seq:3}", {"site": "BJ"}, "BJ-26/11-", "BJ-26/11-007"),
        ("{seq:3}/{date:%G-%V}", {}, "{}/2026-45", "007/2026-45"),
        ("{site}-{seq:1}", {"site": None}, "-", "-7"),
        ("{site}-{seq:1}", {"site": "{}"}, "-", "-7"),
    ],
)
def test_numbers_are_a_prefix_and_a_place_in_the_count(
    pattern: str, values: dict[str, object], prefix: str, number: str
) -> None:
    read = parse_pattern(pattern)
    assert read.prefix(values, TODAY) == prefix
    assert read.number(prefix, 7) == number


def test_a_number_that_outgrows_its_width_is_not_cut() -> None:
    assert parse_pattern("A{seq:2}").number("A", 12345) == "A12345"


@pytest.mark.parametrize(
    ("pattern", "offset"),
    [
        ("A-{date}", 0),
        ("{seq}{seq}", 5),
        ("A-{seq:0}", 2),
        ("A-{seq:99}", 2),
        ("{date:%H}{seq}", 0),
        ("{date:%Y%n}{seq}", 0),
        ("{site:3}{seq}", 0),
        ("A{", 1),
        ("A}{seq}", 1),
        ("{}{seq}", 0),
        ("{Site}{seq}", 0),
    ],
)
def test_a_pattern_that_cannot_be_read_says_where(pattern: str, offset: int) -> None:
    with pytest.raises(PatternWrong) as wrong:
        parse_pattern(pattern)
    assert wrong.value.offset == offset
