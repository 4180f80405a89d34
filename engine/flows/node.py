"""A compiled node: what happens when a case enters it and when somebody decides there.

Each kind is one file in `node_types/`, with its step (what can be written) and its node. Nobody else asks what kind a
node is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.calendar.calendar import Calendar
from engine.calendar.compile import USUAL
from engine.calendar.span import Clock
from engine.flows.activation import Note, Timer
from engine.flows.outcome import Outcome
from engine.flows.people import People
from engine.flows.rights import NO_RIGHTS, FieldRights
from engine.flows.state import Assignee, CaseState, TaskState
from engine.lang.labels import Label


@dataclass(frozen=True, slots=True)
class Env:
    """What a flow needs from outside: the record's values as expressions see them, the clock (in the zone of the site,
    with its calendar), people, fresh ids."""

    values: Mapping[str, object]
    now: datetime
    people: People
    new_id: Callable[[], str]
    calendar: Calendar = USUAL

    @property
    def clock(self) -> Clock:
        zone = self.now.tzinfo
        if zone is None:
            raise ValueError("a flow's clock has a time zone")
        return Clock(self.calendar, zone)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a node is due, if ever, and what is done at which instant."""

    due: datetime | None = None
    timers: tuple[Timer, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """The case waits here: one task for each group of assignees."""

    groups: tuple[tuple[Assignee, ...], ...]
    schedule: Schedule = Schedule()
    barred: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """The node's actions have to be run before the case goes on."""


@dataclass(frozen=True, slots=True)
class Copies:
    """These people are told, and the case goes on to `to`."""

    people: tuple[str, ...]
    to: str | None


@dataclass(frozen=True, slots=True)
class Stay:
    """A vote was counted, others are still missing."""


@dataclass(frozen=True, slots=True)
class Pass:
    """The node is done; the case goes on to `to`, or ends 'approved' when that is none."""

    to: str | None
    outcome: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Finish:
    """The flow is over."""

    outcome: str


@dataclass(frozen=True, slots=True)
class Fail:
    """The case cannot go on from here by itself."""

    note: Note


Entered = Wait | Act | Copies | Pass | Finish | Fail
Decided = Stay | Pass | Finish


@dataclass(frozen=True, kw_only=True)
class Node(ABC):
    """One row of the flat node table; `next` is where the case goes after it, none at the end of the flow."""

    id: str
    title: Label
    next: str | None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What a person may decide here; nothing where no person decides."""
        return ()

    @property
    def rights(self) -> FieldRights:
        """What may be done with the record's fields while deciding or reading here."""
        return NO_RIGHTS

    def required(self, outcome: str) -> tuple[str, ...]:
        """Fields that must be filled in before this outcome is accepted."""
        del outcome
        return ()

    def writes(self, outcome: str) -> Mapping[str, object]:
        """Fields of the record the outcome itself decides."""
        del outcome
        return {}

    def targets(self) -> tuple[str | None, ...]:
        """Every node a case may go to from here; none stands for the end of the flow."""
        return (self.next,)

    def by_itself(self) -> tuple[str | None, ...]:
        """The nodes among them a case may go to without anybody deciding here: a ring of those never ends."""
        return self.targets()

    @abstractmethod
    def enter(self, env: Env, case: CaseState) -> Entered: ...

    def decide(self, outcome: str, tasks: Sequence[TaskState]) -> Decided:
        """What follows a decision; `tasks` are all tasks of this activation, the decided one included."""
        raise TypeError(f"nobody decides at {self.id}, but {outcome} came with {len(tasks)} tasks")

    def escalate(self, index: int, task: TaskState, env: Env, case: CaseState) -> TaskState:
        """The task as it is after the escalation of this index."""
        raise TypeError(f"nothing escalates at {self.id}: {index}, {task.id}, {case.id}, {env.now}")

    @property
    def auto(self) -> str | None:
        """The outcome a deadline decides here, if it does."""
        return None
