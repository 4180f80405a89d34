"""What deadlines tell people, and the jobs that wake a case at their instants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.flows.activation import Activation
from engine.flows.flow import Flow
from engine.flows.state import Assignee, CaseState, Move, TaskState
from engine.lang.records import RecordRef
from engine.lang.wording import wording
from engine.rules.effects import Notify, Recipient
from engine.runtime.effects import carry_out
from engine.runtime.ids import new_id
from engine.runtime.turn import Turn
from engine.storage.jobs import Job, enqueue

WAKE = "wake"
"""The job that does what a deadline asks for at its instant."""


def schedule(turn: Turn, before: CaseState | None, after: CaseState) -> None:
    """A job for the next instant of each activation that has a new one. Older jobs of it find nothing left to do."""
    stood = {} if before is None else {one.id: one.wake_at for one in before.activations}
    for activation in after.open_activations:
        if activation.wake_at is not None and activation.wake_at != stood.get(activation.id):
            _enqueue(turn, after, activation)


def _enqueue(turn: Turn, case: CaseState, activation: Activation) -> None:
    key = f"{WAKE}:{activation.id}:{activation.wake_at:%Y%m%dT%H%M%S}"
    payload = {"app": turn.app.id, "case": case.id, "activation": activation.id}
    enqueue(turn.connection, Job(new_id(), key, WAKE, payload), at=turn.now, due_at=activation.wake_at)


def remind(turn: Turn, flow: Flow, of: RecordRef, before: CaseState | None, move: Move) -> None:
    """Tell those who have a task that it is due soon or late, and those it was escalated to that they have it."""
    for task in move.reminded:
        late = task.due is not None and task.due <= turn.now
        _tell(turn, flow, of, task, task.assignees, "task-late" if late else "task-due")
    for task in move.changed:
        stood = before.task(task.id) if before is not None else None
        new = [one for one in task.assignees if stood is None or one not in stood.assignees]
        _tell(turn, flow, of, task, new, "task-escalated")


def _tell(turn: Turn, flow: Flow, of: RecordRef, task: TaskState, assignees: Iterable[Assignee], code: str) -> None:
    title = flow.nodes[task.node].title
    when = task.due.astimezone(turn.zone).strftime("%Y-%m-%d %H:%M") if task.due is not None else ""
    message = wording(code, {"node": f"{title.zh}|{title.en}", "when": when})
    to = tuple(Recipient("role" if one.kind == "role" else "id", one.id) for one in assignees)
    # The case tells of it itself, so it is not remembered as the deed of a rule too.
    carry_out(Notify(to, message, of), replace(turn, cause=None))
