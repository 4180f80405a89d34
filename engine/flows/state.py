"""What a running flow is: a case with its activations and tasks, and the move from one such state to the next.

Everything here is a value. Storage keeps cases, activations and tasks as rows; `CaseState.tasks` holds every task of
the case, because votes are counted over all tasks of one activation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.flows.activation import Activation, Note

SYSTEM = "system"
"""Who decided when a deadline did: no person, and no second pair of eyes."""


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who may decide a task: one person, or whoever has a role at the moment of looking."""

    kind: Literal["person", "role"]
    id: str


@dataclass(frozen=True, slots=True)
class TaskState:
    """One entry in a to-do list. `done` by a decision, or `closed` because others decided the activation.

    `barred` people may not decide it, whatever their roles: such as the person who started the flow.
    """

    id: str
    case: str
    node: str
    activation: str
    assignees: tuple[Assignee, ...]
    opened_at: datetime
    due: datetime | None = None
    state: Literal["open", "done", "closed"] = "open"
    outcome: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    comment: str | None = None
    barred: tuple[str, ...] = ()

    def is_for(self, person: str, roles: Iterable[str]) -> bool:
        """Whether this person, having these roles now, may decide the task."""
        if person in self.barred:
            return False
        return Assignee("person", person) in self.assignees or any(
            Assignee("role", role) in self.assignees for role in roles
        )


@dataclass(frozen=True, slots=True)
class CaseState:
    """One run of a flow for one record, pinned to the version of the definition it was started on.

    Between two commands everything that goes on is an open activation: it waits for people, for its actions to be run,
    or is stuck. The case is an `incident` while one of them is stuck.
    """

    id: str
    flow: str
    version: str
    record_id: str
    initiator: str | None
    started_at: datetime
    activations: tuple[Activation, ...] = ()
    tasks: tuple[TaskState, ...] = ()
    state: Literal["running", "ended", "incident"] = "running"
    outcome: str | None = None
    ended_at: datetime | None = None
    round: int = 1

    def activation(self, id_: str) -> Activation:
        return next(activation for activation in self.activations if activation.id == id_)

    def task(self, id_: str) -> TaskState | None:
        return next((task for task in self.tasks if task.id == id_), None)

    def tasks_of(self, activation: str) -> tuple[TaskState, ...]:
        return tuple(task for task in self.tasks if task.activation == activation)

    def visits(self, node: str) -> int:
        return sum(activation.node == node for activation in self.activations)

    @property
    def open_tasks(self) -> tuple[TaskState, ...]:
        return tuple(task for task in self.tasks if task.state == "open")

    @property
    def open_activations(self) -> tuple[Activation, ...]:
        return tuple(activation for activation in self.activations if activation.closed_at is None)

    @property
    def stuck(self) -> tuple[Activation, ...]:
        return tuple(activation for activation in self.open_activations if activation.stuck is not None)

    @property
    def last_decider(self) -> str | None:
        """The person who decided last; a deadline is nobody."""
        decided = [task for task in self.tasks if task.decided_at and task.decided_by not in (None, SYSTEM)]
        return max(decided, key=lambda task: str(task.decided_at)).decided_by if decided else None


@dataclass(frozen=True, slots=True)
class Copy:
    """Somebody is told of the case at a `cc` node."""

    id: str
    activation: str
    node: str
    person: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """What one command did to a case.

    `opened`, `closed` (the decided ones among them), `changed` (other assignees) and `reminded` are tasks, `ended` the
    outcome when the flow is over. `acts` are activations whose actions the caller has to run now, and then say so:
    `Flow.acted` or `Flow.failed`.
    """

    case: CaseState
    opened: tuple[TaskState, ...] = ()
    closed: tuple[TaskState, ...] = ()
    changed: tuple[TaskState, ...] = ()
    reminded: tuple[TaskState, ...] = ()
    copies: tuple[Copy, ...] = ()
    acts: tuple[str, ...] = ()
    ended: str | None = None
    notes: tuple[Note, ...] = ()
