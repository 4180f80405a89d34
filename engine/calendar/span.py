"""Spans of time as written: `30 minutes`, `8 working hours`, `2 working days`, and those before or after an instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Annotated

from pydantic import StringConstraints

from engine.calendar.calendar import Calendar
from engine.lang.model import Spelled

_SPAN = r"[1-9][0-9]{0,3} (minute|(working )?hour|(working )?day)s?"

SpanText = Annotated[
    str,
    StringConstraints(pattern=rf"^{_SPAN}$", strict=True),
    Spelled("30 minutes, 8 hours, 8 working hours, 2 days, 2 working days"),
]
"""A time limit: plain hours and days pass on holidays too, working ones do not."""

OFFSET = rf"^{_SPAN} (before|after)$"
OffsetText = Annotated[str, StringConstraints(pattern=OFFSET, strict=True), Spelled("4 hours before, 1 day after")]
"""So long before or after an instant."""

_PLAIN: Mapping[str, timedelta] = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """How time passes at a site."""

    calendar: Calendar
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Span:
    """`count` units; a working day is as long as the working hours of a day."""

    count: int
    unit: str
    working: bool

    @classmethod
    def parse(cls, text: str) -> Span:
        """What a `SpanText` says."""
        count, *words = text.split(" ")
        return cls(int(count), words[-1].removesuffix("s"), words[0] == "working")

    def after(self, start: datetime, clock: Clock) -> datetime:
        if not self.working:
            return start + self.count * _PLAIN[self.unit]
        return clock.calendar.later(start, self._work(clock), clock.zone)

    def before(self, end: datetime, clock: Clock) -> datetime:
        if not self.working:
            return end - self.count * _PLAIN[self.unit]
        return clock.calendar.earlier(end, self._work(clock), clock.zone)

    def _work(self, clock: Clock) -> timedelta:
        return self.count * (clock.calendar.day_length if self.unit == "day" else _PLAIN[self.unit])


def offset(text: str, from_: datetime, clock: Clock) -> datetime:
    """The instant an `OffsetText` means."""
    span, _, side = text.rpartition(" ")
    return getattr(Span.parse(span), side)(from_, clock)  # type: ignore[no-any-return]
