"""Working time goes as the case file says: `tests/cases/calendar.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import china
from engine.calendar.calendar import Calendar
from engine.calendar.compile import USUAL, compile_calendar
from engine.calendar.definition import CalendarDefinition
from engine.calendar.span import Clock, Span, offset
from engine.lang.source import parse

CASES = Path(__file__).parent.parent / "cases" / "calendar.yaml"
CHINA = timezone(timedelta(hours=8))


def cases() -> Iterator[Any]:
    source = parse(CASES.read_text("utf-8"), CASES.name)
    assert not source.diagnostics, source.diagnostics
    for case in source.value:
        yield pytest.param(case, id=f"{case['span']} {case.get('from') or 'until ' + case['until']}")


def calendar(**written: Any) -> Calendar:
    compiled = compile_calendar(CalendarDefinition.model_validate(written))
    assert isinstance(compiled, Calendar), compiled
    return compiled


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)


@pytest.mark.parametrize("case", list(cases()))
def test_working_time_goes_as_its_case_says(case: Any) -> None:
    clock = Clock(calendar(**case.get("calendar", {})), CHINA)
    span = Span.parse(case["span"])
    begins = instant(case.get("from") or case["until"])
    ends = span.after(begins, clock) if "from" in case else span.before(begins, clock)
    assert ends.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") == case["is"]
    assert clock.calendar.unsure(begins, ends.astimezone(CHINA)) == tuple(case.get("unsure", ()))


@given(st.datetimes(datetime(2025, 1, 1), datetime(2026, 6, 1)), st.integers(1, 99))
def test_back_and_forth_leads_to_where_work_began(start: datetime, hours: int) -> None:
    clock, span = Clock(USUAL, CHINA), Span(hours, "hour", working=True)
    ends = span.after(start.replace(tzinfo=CHINA), clock)
    assert span.after(span.before(ends, clock), clock) == ends


def test_a_change_of_clocks_moves_no_working_hour() -> None:
    """On 2026-10-25 clocks go back in Berlin: plain hours pass as they pass, working hours stay at eight o'clock."""
    berlin = ZoneInfo("Europe/Berlin")
    clock = Clock(calendar(holidays="none", hours=["08:00-16:00"]), berlin)
    friday = datetime(2026, 10, 23, 15, tzinfo=berlin)
    assert Span.parse("2 working hours").after(friday, clock).astimezone(berlin).isoformat() == (
        "2026-10-26T09:00:00+01:00"
    )
    assert Span.parse("72 hours").after(friday.astimezone(UTC), clock).astimezone(berlin).hour == 14


def test_offsets_stand_before_and_after() -> None:
    clock, due = Clock(USUAL, CHINA), instant("2026-11-24 10:00")
    assert offset("1 working day before", due, clock) == instant("2026-11-23 10:00")
    assert offset("2 hours after", due, clock) == instant("2026-11-24 12:00")


@pytest.mark.parametrize(
    ("written", "flaws"),
    [
        ({"hours": ["13:00-17:00", "08:00-12:00"]}, ["hours hours-order"]),
        ({"hours": ["08:00-12:00", "11:00-17:00"]}, ["hours hours-order"]),
        ({"hours": ["12:00-08:00"]}, ["hours hours-order"]),
        ({"off": ["2026-02-30"]}, ["off/0 day-wrong"]),
        ({"off": ["2026-02-20"], "work": ["2026-02-20"]}, ["work/0 day-twice"]),
    ],
)
def test_what_is_wrong_with_a_calendar_is_said(written: Any, flaws: list[str]) -> None:
    found = compile_calendar(CalendarDefinition.model_validate(written))
    assert isinstance(found, tuple)
    assert [f"{'/'.join(map(str, flaw.path))} {flaw.code}" for flaw in found] == flaws


def test_the_holidays_of_this_year_are_known() -> None:
    """Fails when the library has to be brought up to date: its next year comes each November."""
    assert china.knows(2026)
