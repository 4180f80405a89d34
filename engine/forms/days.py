"""Calendar days as they are written."""

from __future__ import annotations

import re
from datetime import date

from engine.forms.reading import Reading

ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def day_written(value: object, reading: Reading) -> date | None:
    """The day of `2026-11-22`, strictly spelt."""
    if not isinstance(value, str) or not re.fullmatch(ISO_DAY, value, re.ASCII):
        reading.expects("日期，如 2026-11-22", "a date such as 2026-11-22")
        return None
    return day_of(int(value[:4]), int(value[5:7]), int(value[8:]), reading)


def day_of(year: int, month: int, day: int, reading: Reading) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        reading.refuse("no-such-day")
        return None
