"""A calendar for use: pure, and in the time zone of the site it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from engine.calendar import china

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of work within a day, counted from its midnight."""

    opens: timedelta
    closes: timedelta


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked on and when. `weekdays` count from Monday, 1; `chinese`: statutory holidays hold."""

    shifts: tuple[Shift, ...]
    weekdays: frozenset[int]
    chinese: bool = True
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    @property
    def day_length(self) -> timedelta:
        """How much is worked in a day."""
        return sum((shift.closes - shift.opens for shift in self.shifts), timedelta())

    def is_workday(self, day: date) -> bool:
        if day in self.work or day in self.off:
            return day in self.work
        by_law = china.is_worked(day) if self.chinese else None
        return day.isoweekday() in self.weekdays if by_law is None else by_law

    def unsure(self, since: datetime, until: datetime) -> tuple[int, ...]:
        """The years between two instants whose holidays are not published yet: there the weekday decided."""
        first, last = sorted((since.year, until.year))
        return tuple(year for year in range(first, last + 1) if self.chinese and not china.knows(year))

    def later(self, start: datetime, work: timedelta, zone: tzinfo) -> datetime:
        """The instant (UTC) at which so much has been worked since `start`; work outside the hours begins with them."""
        left = work
        for opens, closes in self._stretches(start, zone, DAY):
            begins = max(start, opens)
            if begins >= closes:
                continue
            if begins + left <= closes:
                return begins + left
            left -= closes - begins
        raise OverflowError(f"{work} of work after {start} is beyond all calendars")

    def earlier(self, end: datetime, work: timedelta, zone: tzinfo) -> datetime:
        """The instant (UTC) from which on so much is worked until `end`."""
        left = work
        for opens, closes in self._stretches(end, zone, -DAY):
            ends = min(end, closes)
            if ends <= opens:
                continue
            if ends - left >= opens:
                return ends - left
            left -= ends - opens
        raise OverflowError(f"{work} of work before {end} is beyond all calendars")

    def close_of(self, day: date, zone: tzinfo) -> datetime:
        """The end (UTC) of a day's working hours, on a day off as on any other."""
        return _instant(day, self.shifts[-1].closes, zone)

    def _stretches(self, at: datetime, zone: tzinfo, step: timedelta) -> Iterator[tuple[datetime, datetime]]:
        """Working stretches in UTC, day by day from the day of `at` on, or backwards."""
        day = at.astimezone(zone).date()
        shifts = self.shifts if step > timedelta() else self.shifts[::-1]
        while True:
            if self.is_workday(day):
                for shift in shifts:
                    yield _instant(day, shift.opens, zone), _instant(day, shift.closes, zone)
            try:
                day += step
            except OverflowError:
                return


def _instant(day: date, since_midnight: timedelta, zone: tzinfo) -> datetime:
    """Wall time at the site as UTC: elapsed time is counted there, so that a change of clocks counts as it passes."""
    return (datetime.combine(day, time(), zone) + since_midnight).astimezone(UTC)


def in_order(shifts: tuple[Shift, ...]) -> bool:
    """Whether each shift ends after it begins, and begins when the one before has ended."""
    return all(shift.opens < shift.closes for shift in shifts) and all(
        before.closes <= after.opens for before, after in pairwise(shifts)
    )
