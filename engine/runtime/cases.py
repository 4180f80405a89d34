"""Running flows: starting one on a record, and following a case as far as it goes by itself."""

from __future__ import annotations

from collections.abc import Iterator

from engine.flows.node import Env
from engine.flows.state import CaseState, Move
from engine.lang.problems import Conflict, Problem
from engine.lang.records import RecordRef
from engine.rules.effects import StartFlow
from engine.rules.event import Event
from engine.runtime.cause import Cause
from engine.runtime.change import hear
from engine.runtime.directory import Directory
from engine.runtime.effects import carry_out, carry_out_all, remember
from engine.runtime.ids import new_id
from engine.runtime.pinned import Pinned, pinned_flow
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage.cases import CaseEvent, StoredCase, append_events, cases_of_record, insert_case, update_case
from engine.storage.records import Record, get_record


@carry_out.register
def _start(effect: StartFlow, turn: Turn) -> None:
    start(turn, effect.flow, effect.record)


def start(turn: Turn, flow_id: str, of: RecordRef) -> None:
    """Start a flow on a record; a second running case of the same flow on it is refused."""
    running = cases_of_record(turn.connection, turn.app.id, of.form, of.id)
    if any(case.state.flow == flow_id and case.state.state == "running" for case in running):
        raise Conflict(Problem((), "flow-running"))
    pinned = pinned_flow(turn, flow_id, turn.app.hash)
    env = surroundings(pinned, of)
    move = pinned.flow.start(env, record_id=of.id, initiator=turn.actor.id, version=turn.app.hash)
    stored = StoredCase(turn.app.id, of.form, move.case)
    insert_case(turn.connection, stored)
    remember(turn, "start", of, move.case.id)
    started = CaseEvent(new_id(), move.case.id, turn.now, turn.actor.id, "started")
    append_events(turn.connection, [started, *_events(turn, move)])
    _act(turn, pinned, of, move)


def follow(turn: Turn, pinned: Pinned, of: RecordRef, before: CaseState, move: Move) -> None:
    """Store what a move changed, run its actions, and go on while the case goes on by itself."""
    update_case(turn.connection, before, StoredCase(turn.app.id, of.form, move.case))
    append_events(turn.connection, list(_events(turn, move)))
    _act(turn, pinned, of, move)


def _act(turn: Turn, pinned: Pinned, of: RecordRef, move: Move) -> None:
    for step, outcome in _decided(move):
        _tell_rules(turn, Event(of.form, "decided", flow=pinned.flow.id, step=step, outcome=outcome), of, move.case.id)
    for node in move.acts:
        for action in pinned.turn.app.flow_actions[pinned.flow.id, node]:
            cause = Cause(of, "acted", flow=pinned.flow.id, step=node, case=move.case.id, before=turn.cause)
            carry_out_all(action.effects(_seen(pinned, of)), turn, cause)
    if move.case.pending is not None:
        follow(turn, pinned, of, move.case, pinned.flow.resume(move.case, surroundings(pinned, of)))
    if move.ended is not None:
        _tell_rules(turn, Event(of.form, "decided", flow=pinned.flow.id, outcome=move.ended), of, move.case.id)


def _decided(move: Move) -> Iterator[tuple[str, str | None]]:
    """The steps that people's decisions have closed now, with their outcomes."""
    decided = {task.activation: task.node for task in move.closed if task.state == "done"}
    for activation in map(move.case.activation, decided):
        if activation.closed_at is not None:
            yield activation.node, activation.outcome


def _tell_rules(turn: Turn, event: Event, of: RecordRef, case: str) -> None:
    """Rules of the app as it is now hear of a decision, with the record as it then stands."""
    if turn.app.rules.wait_for(event):
        hear(turn, event, current(turn, of), case=case)


def surroundings(pinned: Pinned, of: RecordRef) -> Env:
    """What a flow may look at: the record as it stands now, people, the clock."""
    return Env(_seen(pinned, of), pinned.turn.now, Directory(pinned.turn), new_id)


def _seen(pinned: Pinned, of: RecordRef) -> Environment:
    return Environment(pinned.turn, of.form, current(pinned.turn, of))


def current(turn: Turn, of: RecordRef) -> Record:
    return get_record(turn.connection, turn.tables.form(of.form), of.id)


def _events(turn: Turn, move: Move) -> Iterator[CaseEvent]:
    def event(what: str, **more: object) -> CaseEvent:
        return CaseEvent(new_id(), move.case.id, turn.now, turn.actor.id, what, **more)  # type: ignore[arg-type]

    for task in move.closed:
        what = "decided" if task.state == "done" else "closed"
        yield event(what, node=task.node, task_id=task.id, outcome=task.outcome, comment=task.comment)
    for task in move.opened:
        yield event("opened", node=task.node, task_id=task.id)
    for note in move.notes:
        yield event("noted", node=note.node, note=note)
    if move.ended is not None:
        yield event("ended", outcome=move.ended)
