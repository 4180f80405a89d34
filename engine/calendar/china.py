"""Statutory holidays of China and the weekends worked for them, as the State Council publishes them each November.

The one door to the `chinesecalendar` library, which knows whole years only, from 2004 to the last one published.
"""

from __future__ import annotations

from datetime import date

from chinese_calendar import holidays, workdays

FIRST_YEAR: int = min(holidays).year
LAST_YEAR: int = max(holidays).year


def knows(year: int) -> bool:
    """Whether the holidays of this year are published and known here."""
    return FIRST_YEAR <= year <= LAST_YEAR


def is_worked(day: date) -> bool | None:
    """True for a weekend that is worked, False for a day off by law; None where the weekday decides."""
    if day in workdays:
        return True
    return False if day in holidays else None
