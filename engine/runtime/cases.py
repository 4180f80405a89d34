"""Running flows: starting one on a record, and following a case as far as it goes by itself."""

from __future__ import annotations

from collections.abc import Iterator

from engine.flows.node import Env
from engine.flows.state import CaseState, Move
from engine.lang.problems import Conflict, Problem
from engine.lang.records import RecordRef
from engine.rules.effects import StartFlow
from engine.rules.event import Event
from engine.runtime.acting import act
from engine.runtime.case_notes import note_move, note_start
from engine.runtime.change import hear
from engine.runtime.directory import Directory
from engine.runtime.effects import carry_out, remember
from engine.runtime.ids import new_id
from engine.runtime.pinned import Pinned, pinned_flow
from engine.runtime.reminding import remind, schedule
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage.cases import StoredCase, cases_of_record, insert_case, update_case
from engine.storage.copies import send_copies
from engine.storage.records import Record, get_record


@carry_out.register
def _start(effect: StartFlow, turn: Turn) -> None:
    start(turn, effect.flow, effect.record)


def start(turn: Turn, flow_id: str, of: RecordRef) -> None:
    """Start a flow on a record; a second case of the same flow that has not ended is refused."""
    there = cases_of_record(turn.connection, turn.app.id, of.form, of.id)
    if any(case.state.flow == flow_id and case.state.state != "ended" for case in there):
        raise Conflict(Problem((), "flow-running"))
    pinned = pinned_flow(turn, flow_id, turn.app.hash)
    env = surroundings(pinned, of)
    move = pinned.flow.start(env, record_id=of.id, initiator=turn.actor.id, version=turn.app.hash)
    insert_case(turn.connection, StoredCase(turn.app.id, of.form, move.case))
    remember(turn, "start", of, move.case.id)
    note_start(turn, move)
    _go_on(turn, pinned, of, None, move)


def follow(turn: Turn, pinned: Pinned, of: RecordRef, before: CaseState, move: Move) -> None:
    """Store what a move changed, run its actions, and go on while the case goes on by itself."""
    update_case(turn.connection, before, StoredCase(turn.app.id, of.form, move.case))
    note_move(turn, move)
    _go_on(turn, pinned, of, before, move)


def terminate(turn: Turn, of: RecordRef) -> None:
    """End every case of a record that has not ended: its record goes."""
    for stored in cases_of_record(turn.connection, turn.app.id, of.form, of.id, lock=True):
        if stored.state.state != "ended":
            pinned = pinned_flow(turn, stored.state.flow, stored.state.version)
            move = pinned.flow.terminated(stored.state, surroundings(pinned, of))
            follow(turn, pinned, of, stored.state, move)


def _go_on(turn: Turn, pinned: Pinned, of: RecordRef, before: CaseState | None, move: Move) -> None:
    send_copies(turn.connection, move.case.id, move.copies)
    schedule(turn, before, move.case)
    remind(turn, pinned.flow, of, before, move)
    for step, outcome in _decided(move):
        _tell_rules(turn, Event(of.form, "decided", flow=pinned.flow.id, step=step, outcome=outcome), of, move.case.id)
    for activation_id in move.acts:
        _act(turn, pinned, of, move.case, activation_id)
    if move.ended is not None:
        _tell_rules(turn, Event(of.form, "decided", flow=pinned.flow.id, outcome=move.ended), of, move.case.id)


def _act(turn: Turn, pinned: Pinned, of: RecordRef, case: CaseState, activation_id: str) -> None:
    node = pinned.flow.nodes[case.activation(activation_id).node]
    failure = act(turn, pinned, of, node, case.id)
    if failure is None:
        move = pinned.flow.acted(case, activation_id, surroundings(pinned, of))
    else:
        move = pinned.flow.failed(case, activation_id, failure)
    follow(turn, pinned, of, case, move)


def _decided(move: Move) -> Iterator[tuple[str, str | None]]:
    """The steps that decisions have closed now, with their outcomes."""
    decided = {task.activation: task.node for task in move.closed if task.state == "done"}
    for activation in map(move.case.activation, decided):
        if activation.closed_at is not None:
            yield activation.node, activation.outcome


def _tell_rules(turn: Turn, event: Event, of: RecordRef, case: str) -> None:
    """Rules of the app as it is now hear of a decision, with the record as it then stands."""
    if turn.app.rules.wait_for(event):
        hear(turn, event, current(turn, of), case=case)


def surroundings(pinned: Pinned, of: RecordRef) -> Env:
    """What a flow may look at: the record as it stands now, people, the clock of the site and its calendar."""
    turn = pinned.turn
    values = Environment(turn, of.form, current(turn, of))
    return Env(values, turn.now.astimezone(turn.zone), Directory(turn), new_id, turn.app.calendar)


def current(turn: Turn, of: RecordRef) -> Record:
    return get_record(turn.connection, turn.tables.form(of.form), of.id)
