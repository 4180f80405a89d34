"""What a running flow is: a case with its activations and tasks, and the move from one such state to the next.

Everything here is a value. Storage keeps cases and tasks as rows; `CaseState.tasks` holds every task of the case,
because votes are counted over all tasks of one activation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from engine.lang.labels import Label
from engine.lang.wording import wording


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who may decide a task: one person, or whoever has a role at the moment of looking."""

    kind: Literal["person", "role"]
    id: str


@dataclass(frozen=True, slots=True)
class Activation:
    """One entry of the case into a node. `visit` counts entries into this node; votes count within one activation."""

    id: str
    node: str
    visit: int
    opened_at: datetime
    closed_at: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class TaskState:
    """One entry in a to-do list. `done` by a decision, or `closed` because others decided the activation."""

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

    def is_for(self, person: str, roles: Iterable[str]) -> bool:
        """Whether this person, having these roles now, may decide the task."""
        return Assignee("person", person) in self.assignees or any(
            Assignee("role", role) in self.assignees for role in roles
        )


@dataclass(frozen=True, slots=True)
class Note:
    """Something the engine did that people should be able to read later, such as a task nobody was found for."""

    node: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def message(self) -> Label:
        return wording(self.code, self.values)


@dataclass(frozen=True, slots=True)
class CaseState:
    """One run of a flow for one record, pinned to the version of the definition it was started on.

    `pending` is the node to enter next while the actions of a `do` node still have to run (see `Flow.resume`).
    `stuck` says why the case is an incident: nothing moves until somebody puts it right.
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
    pending: str | None = None
    stuck: Note | None = None

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


@dataclass(frozen=True, slots=True)
class Move:
    """What one command did to a case.

    `opened` and `closed` are tasks (the decided one is among the closed), `acts` the ids of `do` nodes whose actions
    run now, in this order, `ended` the outcome when the flow is over. When `case.pending` is set, the actions may
    change what the next node reads: run them, then call `Flow.resume` with fresh values.
    """

    case: CaseState
    opened: tuple[TaskState, ...] = ()
    closed: tuple[TaskState, ...] = ()
    acts: tuple[str, ...] = ()
    ended: str | None = None
    notes: tuple[Note, ...] = ()
