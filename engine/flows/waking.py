"""What deadlines do when their instants have come. Pure: woken twice, or after the decision, nothing happens."""

from __future__ import annotations

from dataclasses import replace

from engine.flows import moving
from engine.flows.activation import Activation, Note, Timer
from engine.flows.flow import Flow
from engine.flows.node import Env
from engine.flows.state import SYSTEM, CaseState, Move


def wake(flow: Flow, case: CaseState, activation_id: str, env: Env) -> Move:
    """Everything of this activation whose instant has come by now, at once: after a pause of the server several
    reminders are one, and a decision of the deadline makes them needless. Nothing where the activation is closed."""
    activation = case.activation(activation_id)
    come = [timer for timer in activation.timers if timer.fired_at is None and timer.at <= env.now]
    if not come or activation.closed_at is not None:
        return Move(case)
    move = moving.changed(Move(case), _fired(activation, env))
    auto = flow.nodes[activation.node].auto
    if auto is not None and any(timer.does == "auto" for timer in come):
        return _decided(flow, move, activation_id, auto, env)
    if any(timer.does == "remind" for timer in come):
        open_ = tuple(task for task in move.case.tasks_of(activation_id) if task.state == "open")
        move = replace(move, reminded=open_)
    for timer in come:
        if timer.does == "escalate":
            move = _escalated(flow, move, activation_id, timer, env)
    return move


def _fired(activation: Activation, env: Env) -> Activation:
    timers = tuple(
        replace(timer, fired_at=env.now) if timer.fired_at is None and timer.at <= env.now else timer
        for timer in activation.timers
    )
    return replace(activation, timers=timers)


def _decided(flow: Flow, move: Move, activation_id: str, outcome: str, env: Env) -> Move:
    """For each task that is still open; what closes the activation leaves nothing to decide for the others."""
    for task in move.case.tasks_of(activation_id):
        if move.case.activation(activation_id).closed_at is None and task.state == "open":
            move = flow.decided(move, task, outcome, SYSTEM, env)
    return move


def _escalated(flow: Flow, move: Move, activation_id: str, timer: Timer, env: Env) -> Move:
    node = flow.nodes[move.case.activation(activation_id).node]
    for task in move.case.tasks_of(activation_id):
        if task.state != "open":
            continue
        after = node.escalate(timer.index, task, env, move.case)
        if after != task:
            move = replace(moving.with_task(move, after), changed=(*move.changed, after))
            words = {"node": f"{node.title.zh}|{node.title.en}"}
            move = moving.noted(move, Note(node.id, "escalated", words))
    return move
