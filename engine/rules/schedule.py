"""A compiled schedule: when a rule looks at the records of its form, and which of them have come to their time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from engine.lang.expressions import Expression
from engine.rules.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A date of the record, and how many days after it (before it, when negative) its time has come.

    `reached` is the same as a condition: `date <= today - days`.
    """

    date: Expression
    days: int
    reached: Expression

    def due(self, values: Mapping[str, object]) -> datetime.date | None:
        """The day the record comes to its time."""
        found = self.date.evaluate(values)
        return found + datetime.timedelta(days=self.days) if isinstance(found, datetime.date) else None


@dataclass(frozen=True, slots=True)
class Schedule:
    timetable: Timetable
    awaiting: Awaiting | None = None

    @property
    def text(self) -> str:
        """The same text for the same schedule: a changed one begins anew."""
        if self.awaiting is None:
            return self.timetable.text
        return f"{self.timetable.text}; {self.awaiting.date.text} {self.awaiting.days:+}"
