"""From `calendar.yaml` to a calendar, or everything wrong with it."""

from __future__ import annotations

from datetime import date, timedelta

from engine.calendar.calendar import Calendar, Shift, in_order
from engine.calendar.definition import CalendarDefinition
from engine.lang.flaws import Flaw

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def compile_calendar(definition: CalendarDefinition) -> Calendar | tuple[Flaw, ...]:
    flaws: list[Flaw] = []
    shifts = tuple(_shift(text) for text in definition.hours)
    if not in_order(shifts):
        flaws.append(Flaw(("hours",), "hours-order", "the shifts of 'hours' overlap, or do not stand in order"))
    off, work = _days("off", definition.off, flaws), _days("work", definition.work, flaws)
    for day in sorted(off & work):
        index = definition.work.index(day.isoformat())
        flaws.append(Flaw(("work", index), "day-twice", f"{day} stands under 'off' as well as under 'work'"))
    if flaws:
        return tuple(flaws)
    weekdays = frozenset(_WEEKDAYS.index(name) + 1 for name in definition.weekdays)
    return Calendar(shifts, weekdays, definition.holidays == "china", off, work)


def _shift(text: str) -> Shift:
    opens, closes = (_since_midnight(part) for part in text.split("-"))
    return Shift(opens, closes)


def _since_midnight(text: str) -> timedelta:
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _days(key: str, texts: tuple[str, ...], flaws: list[Flaw]) -> frozenset[date]:
    days: set[date] = set()
    for index, text in enumerate(texts):
        try:
            days.add(date.fromisoformat(text))
        except ValueError:
            flaws.append(Flaw((key, index), "day-wrong", f"there is no day {text}"))
    return frozenset(days)


def _usual() -> Calendar:
    compiled = compile_calendar(CalendarDefinition())
    if not isinstance(compiled, Calendar):
        raise TypeError(f"the usual calendar has flaws: {compiled}")
    return compiled


USUAL = _usual()
"""The calendar of an app that has no `calendar.yaml`."""
