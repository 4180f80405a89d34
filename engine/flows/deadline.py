"""A time limit on a step as written: when it is due, who is reminded, and what happens when it has passed."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, Strict, WithJsonSchema

from engine.calendar.span import OFFSET, OffsetText, SpanText
from engine.lang.addresses import AddressList
from engine.lang.model import Definition, ExpressionText, Many, Name
from engine.lang.problems import Path

_OFFSET = {"type": "string", "pattern": OFFSET}


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


OffsetList = Annotated[
    tuple[OffsetText, ...],
    Strict(False),
    BeforeValidator(_listed),
    WithJsonSchema({"oneOf": [_OFFSET, {"type": "array", "items": _OFFSET}]}),
]


class Escalation(Definition):
    """Others get the task too, or instead of those who were late. `manager` is the manager of those who have it."""

    to: AddressList = Field(min_length=1)
    after: SpanText | None = None
    """How long after the deadline; left out: at once."""
    replace: bool = False
    """Whether those who had the task lose it."""


class Auto(Definition):
    """The deadline decides."""

    outcome: Name
    after: SpanText | None = None
    """How long after the deadline; left out: at once."""


class Deadline(Definition):
    """When a step is due, who is reminded, and what happens when it has passed.

    Plain hours and days pass on holidays too; working ones are counted by the calendar. The instants are fixed when the
    step is opened. What was missed while no server ran happens once, as soon as one runs.
    """

    within: SpanText | None = None
    """How long after the step is opened."""
    until: ExpressionText | None = None
    """A date or moment of the record; a date means the end of that day's working hours, none no deadline."""
    remind: OffsetList = ()
    """When those who have the task are reminded, seen from the deadline: `4 hours before`, `1 working day after`."""
    escalate: Escalation | Many[Escalation] = ()
    auto: Name | Auto | None = None
    """The outcome that is decided by itself, in the name of the system, for each task still open."""

    @property
    def escalations(self) -> tuple[tuple[Path, Escalation], ...]:
        """Each with its place in the deadline."""
        if isinstance(self.escalate, Escalation):
            return ((("escalate",), self.escalate),)
        return tuple((("escalate", index), one) for index, one in enumerate(self.escalate))

    @property
    def automatic(self) -> Auto | None:
        return Auto(outcome=self.auto) if isinstance(self.auto, str) else self.auto
