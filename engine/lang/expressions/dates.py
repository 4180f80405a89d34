"""Calendar functions of the language. Days have no zone; moments are UTC. Out of the years 1 to 9999 is null."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from engine.lang.expressions.numbers import divide, whole

D = TypeVar("D", date, datetime)

DAY = Decimal(86_400_000_000)
"""Microseconds in a day."""
DATE_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?Z")
MONTHS = Decimal(9999 * 12)


def days(start: Any, end: Any) -> Decimal | None:
    """From `start` to `end`: whole days between dates, days and fractions between moments."""
    if start is None or end is None:
        return None
    passed = end - start
    if isinstance(start, datetime):
        return divide(Decimal(passed // timedelta(microseconds=1)), DAY)
    return Decimal(passed.days)


def add_days(start: D | None, count: Decimal | None) -> D | None:
    if start is None or count is None:
        return None
    try:
        return start + timedelta(days=whole(count))
    except OverflowError:
        return None


def add_months(start: date | None, count: Decimal | None) -> date | None:
    """The same day of a later month; the last day where that month is shorter."""
    if start is None or count is None or not -MONTHS <= count <= MONTHS:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + whole(count), 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def year(day: date | None) -> Decimal | None:
    return None if day is None else Decimal(day.year)


def month(day: date | None) -> Decimal | None:
    return None if day is None else Decimal(day.month)


def weekday(day: date | None) -> Decimal | None:
    """Monday is 1, Sunday 7 (ISO 8601)."""
    return None if day is None else Decimal(day.isoweekday())


def date_written(text: str) -> date | None:
    """The date of `date('2026-01-05')`, strictly spelt."""
    try:
        return date.fromisoformat(text) if DATE_TEXT.fullmatch(text) else None
    except ValueError:
        return None


def moment_written(text: str) -> datetime | None:
    """The moment of `moment('2026-01-05T08:00:00Z')`, in UTC and strictly spelt."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if MOMENT_TEXT.fullmatch(text) else None
    except ValueError:
        return None
