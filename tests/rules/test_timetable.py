"""Timetables in words: the next time after an instant, on the site's clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from engine.rules.timetable import PATTERN, Timetable

SITE = timezone(timedelta(hours=8))
HOLIDAY = date(2026, 5, 1)


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day != HOLIDAY


@pytest.mark.parametrize(
    ("text", "after", "then"),
    [
        ("hour", "2026-04-01 07:59", "2026-04-01 08:00"),
        ("hour", "2026-04-01 23:00", "2026-04-02 00:00"),
        ("day", "2026-04-01 05:59", "2026-04-01 06:00"),
        ("day at 06:00", "2026-04-01 06:00", "2026-04-02 06:00"),
        ("day at 23:30", "2026-12-31 23:45", "2027-01-01 23:30"),
        ("monday at 08:00", "2026-04-01 09:00", "2026-04-06 08:00"),
        ("monday at 08:00", "2026-04-06 07:00", "2026-04-06 08:00"),
        ("working day at 07:30", "2026-04-30 08:00", "2026-05-04 07:30"),
        ("month on 1 at 06:00", "2026-04-01 06:00", "2026-05-01 06:00"),
        ("month on 31", "2026-04-01 06:00", "2026-04-30 06:00"),
        ("month on last at 18:00", "2028-02-01 00:00", "2028-02-29 18:00"),
    ],
)
def test_the_next_time_is_found_on_the_sites_clock(text: str, after: str, then: str) -> None:
    assert re.match(PATTERN, text)
    instant = datetime.fromisoformat(after).replace(tzinfo=SITE)
    found = Timetable(text).next(instant.astimezone(UTC), SITE, is_workday)
    assert found is not None
    assert found.tzinfo == UTC
    assert found.astimezone(SITE).strftime("%Y-%m-%d %H:%M") == then


def test_a_calendar_without_working_days_has_no_next_time() -> None:
    assert Timetable("working day").next(datetime(2026, 4, 1, tzinfo=UTC), SITE, lambda day: False) is None


@pytest.mark.parametrize(
    "text", ["daily", "day at 6:00", "day at 24:00", "month on 32", "month", "sunday 08:00", "hour at 06:00"]
)
def test_what_is_no_timetable_does_not_match(text: str) -> None:
    assert not re.match(PATTERN, text)
