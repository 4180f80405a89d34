"""When a task is due. Plain hours and days for now; a working calendar will take their place here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import StringConstraints

from engine.lang.model import Spelled

SpanText = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9][0-9]{0,3} (minute|hour|day)s?$", strict=True),
    Spelled("30 minutes, 8 hours, 2 days"),
]
"""A time limit as written: `30 minutes`, `8 hours`, `2 days`."""

_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}


def span(text: str) -> timedelta:
    """How long a `SpanText` is."""
    count, unit = text.split(" ")
    return int(count) * _UNITS[unit.removesuffix("s")]


def due(opened_at: datetime, within: str | None) -> datetime | None:
    """The instant a task opened then is due; none without a limit."""
    return None if within is None else opened_at + span(within)
