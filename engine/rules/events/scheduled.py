"""The `scheduled` event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from engine.lang.checker import Checker
from engine.lang.expressions import DATE
from engine.lang.model import ExpressionText, Name, Spelled
from engine.lang.problems import Path
from engine.rules.event import Event, EventDefinition, Trigger
from engine.rules.schedule import Awaiting, Schedule
from engine.rules.timetable import EXAMPLES, PATTERN, USUAL, Timetable

TimetableText = Annotated[str, StringConstraints(pattern=PATTERN, strict=True), Spelled(EXAMPLES)]


class Scheduled(EventDefinition):
    """The time has come: `every` says when, and the rule looks at each submitted record of the form.

    With `before` or `after`, a date of the record, and `days`, it acts on a record once, as soon as that day has come:
    `before: valid_until, days: 30`. A time missed while the server was down is made up for once.
    """

    kind: ClassVar[str] = "scheduled"
    example: ClassVar[str] = "{scheduled: gauge, before: valid_until, days: 30, every: working day at 07:30}"

    scheduled: Name
    every: TimetableText = USUAL
    before: ExpressionText | None = None
    after: ExpressionText | None = None
    days: Annotated[int, Field(ge=0, le=3650)] = 0

    def compile(self, checker: Checker, path: Path) -> Trigger:
        del checker, path
        return OnTime(self.scheduled)

    def schedule(self, checker: Checker, path: Path) -> Schedule:
        if self.before is not None and self.after is not None:
            checker.flaw((*path, "after"), "key-unknown", "'after' stands beside 'before'", "keep one of the two")
        text, key, days = (self.before, "before", -self.days) if self.before else (self.after, "after", self.days)
        if text is None:
            if self.days:
                sentence = "'days' counts from a date, and none is named"
                checker.flaw((*path, "days"), "key-missing", sentence, "add 'before: …' or 'after: …'")
            return Schedule(Timetable(self.every))
        flaws = len(checker.flaws)
        date = checker.expression((*path, key), text, DATE)
        sound = len(checker.flaws) == flaws
        reached = checker.expression((*path, key), f"({text}) <= add_days(today(), {-days})") if sound else date
        return Schedule(Timetable(self.every), Awaiting(date, days, reached))


@dataclass(frozen=True, slots=True)
class OnTime:
    """Nobody hears of it: the rule is woken by its own job."""

    form: str
    verb: str = Scheduled.kind

    def hears(self, event: Event) -> bool:
        del event
        return False
