"""Calendar periods and the steps a time axis is cut into. Pure dates, until a zone turns them into instants."""

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


def months_before(day: date, months: int) -> date:
    """The first day of the month so many before the day's own."""
    counted = day.year * 12 + day.month - 1 - months
    return date(max(counted // 12, 1), counted % 12 + 1, 1)


def step_label(start: date, step: Step, language: Language) -> str:
    """The step in full, as tables and tooltips say it."""
    if step == "day":
        return start.isoformat()
    if step == "month":
        return f"{start:%Y-%m}"
    year = start.isocalendar().year if step == "week" else start.year
    return (
        f"{year}年{tick_label(start, step, language)}"
        if language == "zh"
        else f"{year} {tick_label(start, step, language)}"
    )


def tick_label(start: date, step: Step, language: Language) -> str:
    """The step under an axis that tells the year elsewhere."""
    chinese = language == "zh"
    if step == "day":
        return f"{start.month}-{start.day}"
    if step == "week":
        week = start.isocalendar().week
        return f"{week}周" if chinese else f"W{week:02}"
    if step == "month":
        return f"{start.month}月" if chinese else MONTHS[start.month - 1]
    quarter = (start.month - 1) // 3 + 1
    return f"{quarter}季度" if chinese else f"Q{quarter}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
