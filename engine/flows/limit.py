"""A deadline for use: the instants of a step, fixed when it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from engine.calendar.span import Span, offset
from engine.flows.activation import Note, Timer
from engine.flows.deadline import Deadline
from engine.flows.node import Env, Schedule
from engine.flows.people import Finder
from engine.flows.step import Wiring
from engine.lang.expressions import DATE, MOMENT, Expression
from engine.lang.expressions.types import UNKNOWN


@dataclass(frozen=True, slots=True)
class Level:
    """Who gets the task so long after the deadline, beside those who have it or instead of them."""

    to: tuple[Finder, ...]
    after: Span | None
    replaces: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """`auto` is the outcome the deadline decides, none where it decides nothing."""

    within: Span | None = None
    until: Expression | None = None
    remind: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    auto: str | None = None
    auto_after: Span | None = None

    def schedule(self, env: Env) -> Schedule:
        """The instants of a step opened now, in UTC; a reminder that would be over already does not come."""
        due = self._due(env)
        if due is None:
            return Schedule()
        reminders = [Timer(offset(text, due, env.clock).astimezone(UTC), "remind") for text in self.remind]
        timers = [
            *(timer for timer in reminders if timer.at > env.now),
            *(Timer(_after(level.after, due, env), "escalate", index) for index, level in enumerate(self.levels)),
            *([Timer(_after(self.auto_after, due, env), "auto")] if self.auto else ()),
        ]
        return Schedule(due, tuple(sorted(timers, key=lambda timer: timer.at)))

    def unsure(self, node: str, schedule: Schedule, env: Env) -> tuple[Note, ...]:
        """Says so where working days were counted in a year whose holidays nobody has published."""
        if schedule.due is None or self.within is None or not self.within.working:
            return ()
        years = env.calendar.unsure(env.now, schedule.due.astimezone(env.clock.zone))
        return (Note(node, "holidays-unknown", {"years": ", ".join(map(str, years))}),) if years else ()

    def _due(self, env: Env) -> datetime | None:
        if self.within is not None:
            return self.within.after(env.now, env.clock).astimezone(UTC)
        value = self.until.evaluate(env.values) if self.until is not None else None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return env.calendar.close_of(value, env.clock.zone) if isinstance(value, date) else None


def _after(span: Span | None, due: datetime, env: Env) -> datetime:
    return due if span is None else span.after(due, env.clock).astimezone(UTC)


NO_LIMIT = Limit()


def compile_limit(written: Deadline | None, wiring: Wiring, outcomes: tuple[str, ...]) -> Limit:
    """`outcomes` are those the deadline may decide; a task that writes its outcome to a field has none it may."""
    if written is None:
        return NO_LIMIT
    path = (*wiring.path, "deadline")
    until = None if written.until is None else wiring.checker.expression((*path, "until"), written.until)
    if until is not None and until.type not in (DATE, MOMENT, UNKNOWN):
        sentence = f"'{written.until}' is no date and no moment"
        wiring.checker.flaw((*path, "until"), "type-wrong", sentence)
    if (written.within is None) == (written.until is None):
        sentence = "a deadline is either 'within' a span or 'until' an instant"
        wiring.checker.flaw(path, "deadline-when", sentence, "write 'within: 2 working days'")
    levels = tuple(
        Level(tuple(wiring.finder(("deadline", *at, "to"), text) for text in one.to), _span(one.after), one.replace)
        for at, one in written.escalations
    )
    auto = written.automatic
    if auto is not None and auto.outcome not in outcomes:
        offered = f"one of {', '.join(outcomes)}" if outcomes else None
        sentence = f"the deadline cannot decide '{auto.outcome}' here"
        wiring.checker.flaw((*path, "auto"), "auto-outcome", sentence, offered)
    if auto is not None and auto.after is None and levels:
        sentence = "nobody is escalated to when the deadline itself decides at once"
        wiring.checker.flaw((*path, "auto"), "auto-first", sentence, "give 'auto' an 'after'")
    return Limit(
        within=_span(written.within),
        until=until,
        remind=written.remind,
        levels=levels,
        auto=None if auto is None else auto.outcome,
        auto_after=None if auto is None else _span(auto.after),
    )


def _span(text: str | None) -> Span | None:
    return None if text is None else Span.parse(text)
