"""A compiled flow: pure, a state and a command in, the next state and what happened out.

One command drains an agenda: nodes that need nobody are passed until the case waits for people, for actions to be run,
or ends. Time, people, ids and the record's values come in with `Env`.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.flows.node import Env, Finish, Node, Pass, Stay, Wait
from engine.flows.refusals import check_open, check_outcome
from engine.flows.state import Activation, CaseState, Move, Note, TaskState
from engine.lang.labels import Label

STEP_BUDGET = 1000
"""Nodes one command may enter before the case becomes an incident: a loop without people would never end."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of one form; `nodes` is the flat table, `first` where cases begin."""

    id: str
    title: Label
    form: str
    nodes: Mapping[str, Node]
    first: str
    was: str | None = None
    """The name it had before."""

    @property
    def ends(self) -> tuple[str, ...]:
        """The outcomes the flow may end with."""
        named = tuple(node.id for node in self.nodes.values() if not node.targets())
        return tuple(dict.fromkeys((*named, "approved", "rejected")))

    def start(self, env: Env, record_id: str, initiator: str | None, version: str) -> Move:
        """A new case for a record, run until it waits or ends. `version` pins it to the published definition."""
        case = CaseState(env.new_id(), self.id, version, record_id, initiator, env.now)
        return self._run(Move(case), self.first, env)

    def decide(
        self, case: CaseState, task: TaskState, outcome: str, actor_id: str, env: Env, *, comment: str | None = None
    ) -> Move:
        """One person's decision on one task.

        `case.tasks` must hold all tasks of the case. Raises `Conflict` when the task is no longer open, `Refused` for
        an outcome the node does not offer. Who may decide is the caller's to check (`TaskState.is_for`).
        """
        node = self.nodes[task.node]
        check_open(case, task, node, env)
        check_outcome(outcome, node)
        done = replace(
            task, state="done", outcome=outcome, decided_by=actor_id, decided_at=env.now, comment=comment or None
        )
        move = _with_closed(Move(case), done)
        decided = node.decide(outcome, move.case.tasks_of(task.activation))
        if isinstance(decided, Stay):
            return move
        for other in move.case.tasks_of(task.activation):
            if other.state == "open":
                move = _with_closed(move, replace(other, state="closed", decided_at=env.now))
        move = _left(move, task.activation, outcome, env)
        if isinstance(decided, Finish):
            return _ended(move, decided.outcome, env)
        values = ChainMap(dict(node.writes(outcome)), env.values)  # type: ignore[arg-type]
        return self._run(move, decided.to, replace(env, values=values))

    def resume(self, case: CaseState, env: Env) -> Move:
        """Goes on after the actions of the last move were run, with values read afresh; nothing to do otherwise."""
        if case.pending is None:
            return Move(case)
        return self._run(Move(replace(case, state="running", pending=None, stuck=None)), case.pending, env)

    def _run(self, move: Move, at: str | None, env: Env) -> Move:
        """The agenda: enters node after node until something has to be waited for."""
        for _ in range(STEP_BUDGET):
            if at is None:
                return _ended(move, "approved", env)
            node = self.nodes[at]
            if move.acts and node.reads:
                return replace(move, case=replace(move.case, pending=at))
            move, activation = _entered(move, node, env)
            entered = node.enter(env, move.case.initiator)
            if isinstance(entered, Wait):
                return _waiting(move, activation, entered, env)
            if isinstance(entered, Finish):
                return _ended(_left(move, activation.id, entered.outcome, env), entered.outcome, env)
            move = _left(move, activation.id, entered.outcome, env)
            move = _acting(move, node, entered)
            at = entered.to
        return _stuck(move, str(at))


def _entered(move: Move, node: Node, env: Env) -> tuple[Move, Activation]:
    activation = Activation(env.new_id(), node.id, move.case.visits(node.id) + 1, env.now)
    case = replace(move.case, activations=(*move.case.activations, activation))
    return replace(move, case=case), activation


def _left(move: Move, activation_id: str, outcome: str | None, env: Env) -> Move:
    activations = tuple(
        replace(each, closed_at=env.now, outcome=outcome) if each.id == activation_id else each
        for each in move.case.activations
    )
    return replace(move, case=replace(move.case, activations=activations))


def _acting(move: Move, node: Node, passed: Pass) -> Move:
    return replace(move, acts=(*move.acts, node.id)) if passed.acts else move


def _waiting(move: Move, activation: Activation, wait: Wait, env: Env) -> Move:
    opened = tuple(
        TaskState(env.new_id(), move.case.id, activation.node, activation.id, assignees, env.now, wait.due)
        for assignees in wait.groups
    )
    case = replace(move.case, tasks=(*move.case.tasks, *opened))
    return replace(move, case=case, opened=(*move.opened, *opened), notes=(*move.notes, *wait.notes))


def _with_closed(move: Move, task: TaskState) -> Move:
    tasks = tuple(task if each.id == task.id else each for each in move.case.tasks)
    return replace(move, case=replace(move.case, tasks=tasks), closed=(*move.closed, task))


def _ended(move: Move, outcome: str, env: Env) -> Move:
    case = replace(move.case, state="ended", outcome=outcome, ended_at=env.now)
    return replace(move, case=case, ended=outcome)


def _stuck(move: Move, at: str) -> Move:
    """The decision is kept; somebody has to change the flow or the record before the case goes on."""
    note = Note(at, "step-budget", {"node": at})
    case = replace(move.case, state="incident", pending=at, stuck=note)
    return replace(move, case=case, notes=(*move.notes, note))
