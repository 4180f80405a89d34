"""What `calendar.yaml` holds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from engine.lang.model import Definition, Many, Spelled

DayText = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", strict=True), Spelled("2026-10-01")]
ShiftText = Annotated[
    str,
    StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", strict=True),
    Spelled("08:00-12:00, 22:00-24:00"),
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class CalendarDefinition(Definition):
    """When people work: deadlines in working days and working hours are counted by it.

    Every key may be left out, and so may the file.
    """

    hours: Many[ShiftText] = Field(default=("08:00-12:00", "13:00-17:00"), min_length=1)
    """From when to when, in the order of the day. A shift over midnight is two: `22:00-24:00` and `00:00-06:00`."""
    weekdays: Many[Weekday] = Field(default=("mon", "tue", "wed", "thu", "fri"), min_length=1)
    holidays: Literal["china", "none"] = "china"
    """`china`: statutory holidays are off and the weekends worked for them are on. In a year not yet published the
    weekday decides, and whoever waits is told so."""
    off: Many[DayText] = ()
    """Further days off of this organisation."""
    work: Many[DayText] = ()
    """Further days on which it works, whatever else is said of them."""
