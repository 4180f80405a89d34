"""Calendar periods and the steps a time axis is cut into. Pure dates; the site's time zone is applied where moments are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

from engine.lang.labels import Language

Step = Literal["day", "week", "month", "quarter"]

SITE_ZONE = timezone(timedelta(hours=8), "UTC+8")
"""The zone in which days begin when the caller names none: China standard time, which has no daylight saving."""


@dataclass(frozen=True, slots=True)
class Period:
    """The closed range of local days `first` .. `last`."""

    first: date
    last: date

    def bounds(self, zone: timezone) -> tuple[datetime, datetime]:
        """The same range in instants: from the first, up to but without the second."""
        return midnight(self.first, zone), midnight(self.last + timedelta(days=1), zone)

    def starts(self, step: Step) -> Iterator[date]:
        """The first day of every step the period touches, in order; the time axis without holes."""
        start = start_of(self.first, step)
        while start <= self.last:
            yield start
            start = next_start(start, step)


def midnight(day: date, zone: timezone) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def start_of(day: date, step: Step) -> date:
    """The first day of the step `day` falls in; weeks begin on Monday (ISO 8601)."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    if step == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day


def next_start(start: date, step: Step) -> date:
    """The first day of the step that follows the one beginning at `start`."""
    if step == "day":
        return start + timedelta(days=1)
    if step == "week":
        return start + timedelta(days=7)
    months = start.month - 1 + (1 if step == "month" else 3)
    return start.replace(year=start.year + months // 12, month=months % 12 + 1)


def step_label(start: date, step: Step, language: Language) -> str:
    """What stands under the time axis: short, unambiguous over years."""
    if step == "day":
        return f"{start.month}-{start.day:02}"
    if step == "week":
        year, week, _ = start.isocalendar()
        return f"{year % 100:02}年{week}周" if language == "zh" else f"{year % 100:02}-W{week:02}"
    if step == "month":
        return f"{start:%y-%m}"
    quarter = (start.month - 1) // 3 + 1
    return f"{start:%y}年{quarter}季" if language == "zh" else f"{start:%y} Q{quarter}"
