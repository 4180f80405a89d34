"""A compiled flow: pure, a state and a command in, the next state and what happened out.

One command drains an agenda of entries into nodes until everything waits: for people, for actions to be run, for
somebody who puts it right, or the case has ended. Time, people, ids and the record's values come in with `Env`.
"""

from __future__ import annotations

from collections import ChainMap, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.flows import moving
from engine.flows.activation import Activation, Note
from engine.flows.node import Act, Copies, Decided, Env, Fail, Finish, Node, Pass, Stay, Wait
from engine.flows.refusals import check_open, check_outcome
from engine.flows.state import CaseState, Move, TaskState
from engine.lang.labels import Label

STEP_BUDGET = 1000
"""Nodes one command may enter before the case becomes an incident: a loop without people would never end."""


MOST_VISITS = 200
"""How often a case may come to one node, whatever leads it there: people, deadlines or what its actions write."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The case is to enter a node (none: the end of its steps), coming from an activation."""

    node: str | None
    cause: str | None = None


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
        return self._drain(Move(case), [Entry(self.first)], env)

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
        return self.decided(Move(case), task, outcome, actor_id, env, comment)

    def decided(
        self, move: Move, task: TaskState, outcome: str, actor_id: str, env: Env, comment: str | None = None
    ) -> Move:
        """The same without asking, as a part of a move: a deadline decides so."""
        done = replace(
            task, state="done", outcome=outcome, decided_by=actor_id, decided_at=env.now, comment=comment or None
        )
        move = moving.closed(move, done)
        node = self.nodes[task.node]
        counted: Decided = node.decide(outcome, move.case.tasks_of(task.activation))
        if isinstance(counted, Stay):
            return move
        move = moving.left(moving.overtaken(move, task.activation, env), task.activation, outcome, env)
        if isinstance(counted, Finish):
            return moving.ended(move, counted.outcome, env)
        values = ChainMap(dict(node.writes(outcome)), env.values)  # type: ignore[arg-type]
        return self._drain(move, [Entry(counted.to, task.activation)], replace(env, values=values))

    def acted(self, case: CaseState, activation_id: str, env: Env) -> Move:
        """Goes on after the actions of an activation were run, with values read afresh."""
        node = self.nodes[case.activation(activation_id).node]
        move = moving.left(Move(case), activation_id, None, env)
        return self._drain(move, [Entry(node.next, activation_id)], env)

    def failed(self, case: CaseState, activation_id: str, note: Note) -> Move:
        """The actions of an activation could not be run: everything before them stands, and an administrator looks."""
        return moving.stuck(Move(case), case.activation(activation_id), note)

    def retried(self, case: CaseState, env: Env) -> Move:
        """Tries once more whatever is stuck, each as if the case came there now."""
        move, agenda = Move(case), list[Entry]()
        for activation in case.stuck:
            freed = replace(activation, stuck=None)
            move, entries = self._take(moving.changed(move, freed), freed, env)
            agenda += entries
        return self._drain(move, agenda, env)

    def terminated(self, case: CaseState, env: Env) -> Move:
        """Ends a case from outside, wherever it stands."""
        return Move(case) if case.state == "ended" else moving.ended(Move(case), "terminated", env)

    def _drain(self, move: Move, agenda: Sequence[Entry], env: Env) -> Move:
        """Enters node after node until everything waits. Each kind of node goes on at one place at most; what opens
        several branches will put one entry for each on the agenda."""
        waiting, entered = deque(agenda), 0
        while waiting and move.ended is None:
            entry = waiting.popleft()
            if entry.node is None:
                continue
            move, activation = moving.entered(move, entry.node, entry.cause, env)
            entered += 1
            if entered > STEP_BUDGET or activation.visit > MOST_VISITS:
                return moving.stuck(move, activation, Note(entry.node, "step-budget", {"node": entry.node}))
            move, entries = self._take(move, activation, env)
            waiting.extend(entries)
        return move if move.ended or move.case.open_activations else moving.ended(move, "approved", env)

    def _take(self, move: Move, activation: Activation, env: Env) -> tuple[Move, list[Entry]]:
        """What becomes of the case at the node it has entered, and where it goes on at once."""
        match self.nodes[activation.node].enter(env, move.case):
            case Wait() as wait:
                return moving.waiting(move, activation, wait, env), []
            case Act():
                return replace(move, acts=(*move.acts, activation.id)), []
            case Copies() as copies:
                move = moving.left(moving.copied(move, activation, copies, env), activation.id, None, env)
                return move, [Entry(copies.to, activation.id)]
            case Pass() as passed:
                move = moving.noted(moving.left(move, activation.id, passed.outcome, env), *passed.notes)
                return move, [Entry(passed.to, activation.id)]
            case Finish(outcome):
                return moving.ended(moving.left(move, activation.id, outcome, env), outcome, env), []
            case Fail(note):
                return moving.stuck(move, activation, note), []
