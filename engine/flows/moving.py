"""The single changes a move is made of, each a pure function of the move so far."""

from __future__ import annotations

from dataclasses import replace

from engine.flows.activation import Activation, Note
from engine.flows.node import Copies, Env, Wait
from engine.flows.state import Copy, Move, TaskState


def entered(move: Move, node: str, cause: str | None, env: Env) -> tuple[Move, Activation]:
    """The case stands at a node, once more or for the first time."""
    case = move.case
    activation = Activation(env.new_id(), node, case.visits(node) + 1, env.now, cause=cause, round=case.round)
    return replace(move, case=replace(case, activations=(*case.activations, activation))), activation


def changed(move: Move, activation: Activation) -> Move:
    """The same move with this activation as it is now; the case is an incident as long as one is stuck."""
    case = move.case
    activations = tuple(activation if each.id == activation.id else each for each in case.activations)
    case = replace(case, activations=activations)
    return replace(move, case=replace(case, state="incident" if case.stuck else "running"))


def left(move: Move, activation_id: str, outcome: str | None, env: Env) -> Move:
    activation = move.case.activation(activation_id)
    return changed(move, replace(activation, closed_at=env.now, outcome=outcome, stuck=None))


def noted(move: Move, *notes: Note) -> Move:
    return replace(move, notes=(*move.notes, *notes))


def waiting(move: Move, activation: Activation, wait: Wait, env: Env) -> Move:
    """The people asked get their tasks, and the activation its instants."""
    opened = tuple(
        TaskState(
            env.new_id(),
            move.case.id,
            activation.node,
            activation.id,
            assignees,
            env.now,
            wait.schedule.due,
            barred=wait.barred,
        )
        for assignees in wait.groups
    )
    move = changed(move, replace(activation, due=wait.schedule.due, timers=wait.schedule.timers))
    move = replace(move, case=replace(move.case, tasks=(*move.case.tasks, *opened)), opened=(*move.opened, *opened))
    return noted(move, *wait.notes)


def with_task(move: Move, task: TaskState) -> Move:
    tasks = tuple(task if each.id == task.id else each for each in move.case.tasks)
    return replace(move, case=replace(move.case, tasks=tasks))


def closed(move: Move, task: TaskState) -> Move:
    return replace(with_task(move, task), closed=(*move.closed, task))


def overtaken(move: Move, activation_id: str, env: Env) -> Move:
    """The open tasks of an activation need nobody any more."""
    for task in move.case.tasks_of(activation_id):
        if task.state == "open":
            move = closed(move, replace(task, state="closed", decided_at=env.now))
    return move


def copied(move: Move, activation: Activation, copies: Copies, env: Env) -> Move:
    made = tuple(Copy(env.new_id(), activation.id, activation.node, person, env.now) for person in copies.people)
    return replace(move, copies=(*move.copies, *made))


def stuck(move: Move, activation: Activation, note: Note) -> Move:
    """What was decided is kept; somebody has to put this right before the case goes on."""
    return noted(changed(move, replace(activation, stuck=note)), note)


def ended(move: Move, outcome: str, env: Env) -> Move:
    """The flow is over, and with it whatever was still open."""
    for activation in move.case.open_activations:
        move = left(overtaken(move, activation.id, env), activation.id, None, env)
    case = replace(move.case, state="ended", outcome=outcome, ended_at=env.now)
    return replace(move, case=case, ended=outcome)
