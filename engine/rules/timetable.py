"""When a scheduled rule comes to its time: `day at 06:00`, `monday at 08:00`, `month on last`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = f"day|working day|{'|'.join(WEEKDAYS)}|month on (?:[1-9]|[12][0-9]|3[01]|last)"
PATTERN = rf"^(?:hour|(?:{_DAYS})(?: at (?:[01][0-9]|2[0-3]):[0-5][0-9])?)$"
EXAMPLES = "day at 06:00, working day at 07:30, monday at 08:00, month on 1 at 06:00, month on last, hour"
USUAL = "day at 06:00"
LAST = 31
"""The day of a month that stands for its last one, as every day does that the month does not have."""
LONGEST_WAIT = 400
"""Days to look ahead; after so many without a working day the calendar is taken to have none."""

IsWorkday = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Timetable:
    """A text that matches `PATTERN`. Without a time of day it is six in the morning; times are those of the site."""

    text: str

    def next(self, after: datetime, zone: tzinfo, is_workday: IsWorkday) -> datetime | None:
        """The first instant later than `after`, in UTC; None where none comes."""
        local = after.astimezone(zone)
        if self.text == "hour":
            return (local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)).astimezone(UTC)
        days, _, clock = self.text.partition(" at ")
        at = time.fromisoformat(clock or "06:00")
        for ahead in range(LONGEST_WAIT):
            day = local.date() + timedelta(days=ahead)
            instant = datetime.combine(day, at, zone)
            if instant > after and _falls_on(days, day, is_workday):
                return instant.astimezone(UTC)
        return None


def _falls_on(days: str, day: date, is_workday: IsWorkday) -> bool:
    if days == "working day":
        return is_workday(day)
    if days in WEEKDAYS:
        return day.weekday() == WEEKDAYS.index(days)
    if on := re.fullmatch(r"month on (\w+)", days):
        wanted = LAST if on[1] == "last" else int(on[1])
        return day.day == min(wanted, calendar.monthrange(day.year, day.month)[1])
    return True
