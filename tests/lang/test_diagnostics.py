"""How findings are shown."""

from __future__ import annotations

import pytest

from engine.lang.diagnostics import Diagnostic, Place, broken, did_you_mean, nearest, render


def finding(line: int = 1, column: int = 1, source_line: str = "", length: int = 1, **more: object) -> Diagnostic:
    place = Place("f.yaml", line, column, (), source_line, length)
    return Diagnostic(place, "value-wrong", "'a' is 5, which is no text", **more)  # type: ignore[arg-type]


def test_a_finding_has_place_sentence_code_line_carets_and_way_out() -> None:
    shown = render([finding(14, 4, "a: 555", 3, suggestion="did you mean '6'?")])
    assert shown == (
        "f.yaml:14:4: 'a' is 5, which is no text [value-wrong]\n"
        "  a: 555\n"
        "     ^^^\n"
        "  did you mean '6'?"
    )  # fmt: skip


def test_carets_stand_under_chinese_characters_which_are_two_wide() -> None:
    shown = render([finding(1, 5, "标题: 来料", 2)]).splitlines()
    assert shown[2] == "  " + " " * 6 + "^^^^"


def test_of_a_very_long_line_only_the_part_around_the_finding_is_shown() -> None:
    shown = render([finding(1, 5001, "x" * 5000 + "Y" + "z" * 5000)]).splitlines()
    assert len(shown[1]) < 200
    assert shown[1][shown[2].index("^")] == "Y"


def test_a_warning_says_so_and_breaks_nothing() -> None:
    warning = finding(severity="warning")
    assert render([warning]).startswith("f.yaml:1:1: warning: ")
    assert not broken([warning])
    assert broken([warning, finding()])


def test_findings_come_in_the_order_of_the_file_and_once() -> None:
    shown = render([finding(9), finding(2), finding(9)])
    assert [line.split(":")[1] for line in shown.splitlines()] == ["2", "9"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("requird", "required"),
        ("Required", "required"),
        ("read-only", "read_only"),
        ("read only", "read_only"),
        ("titel", "title"),
        ("option", "options"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_nearest_name_is_what_was_meant(word: str, meant: str | None) -> None:
    assert nearest(word, ["required", "read_only", "title", "options"]) == meant


def test_without_a_near_name_the_known_ones_are_listed() -> None:
    assert did_you_mean("xyz", ["a", "b"]) == "known here: a, b"
    assert did_you_mean("xyz", []) is None
    assert did_you_mean("xyz", map(str, range(20)), listed=3) == "known here: 0, 1, 2 …"
