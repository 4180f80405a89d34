"""A compiled node: what happens when a case enters it and when somebody decides there.

Each kind is one file in `node_types/`, with its step (what can be written) and its node. Nobody else asks what kind a
node is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.flows.outcome import Outcome
from engine.flows.people import People
from engine.flows.state import Assignee, Note, TaskState
from engine.lang.labels import Label


@dataclass(frozen=True, slots=True)
class Env:
    """What a flow needs from outside: the record's values as expressions see them, the clock, people, fresh ids."""

    values: Mapping[str, object]
    now: datetime
    people: People
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Wait:
    """The case waits here: one task for each group of assignees."""

    groups: tuple[tuple[Assignee, ...], ...]
    due: datetime | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """A vote was counted, others are still missing."""


@dataclass(frozen=True, slots=True)
class Pass:
    """The node is done; the case goes on to `to`, or ends 'approved' when that is none. `acts`: its actions run."""

    to: str | None
    outcome: str | None = None
    acts: bool = False


@dataclass(frozen=True, slots=True)
class Finish:
    """The flow is over."""

    outcome: str


Entered = Wait | Pass | Finish
Decided = Stay | Pass | Finish


@dataclass(frozen=True, kw_only=True)
class Node(ABC):
    """One row of the flat node table; `next` is where the case goes after it, none at the end of the flow."""

    id: str
    title: Label
    next: str | None

    @property
    def reads(self) -> bool:
        """Whether entering it looks at the record's fields; if so, actions of a `do` node before it run first."""
        return False

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What a person may decide here; nothing where no person decides."""
        return ()

    @property
    def edit(self) -> tuple[str, ...]:
        """Fields writable while deciding here."""
        return ()

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

    @abstractmethod
    def enter(self, env: Env, initiator: str | None) -> Entered: ...

    def decide(self, outcome: str, tasks: Sequence[TaskState]) -> Decided:
        """What follows a decision; `tasks` are all tasks of this activation, the decided one included."""
        raise TypeError(f"nobody decides at {self.id}, but {outcome} came with {len(tasks)} tasks")
