"""A case is woken at an instant of one of its deadlines: what has come due is done, in the name of the system."""

from __future__ import annotations

from dataclasses import replace

from engine.flows.state import SYSTEM, Move
from engine.flows.waking import wake
from engine.lang.records import RecordRef
from engine.runtime.cases import current, follow, surroundings
from engine.runtime.change import Change, settle
from engine.runtime.pinned import Pinned, pinned_flow
from engine.runtime.turn import Turn
from engine.storage.cases import load_case


def wake_case(turn: Turn, case_id: str, activation_id: str) -> None:
    """Locks the case first: of a person who decides and a deadline, the second sees what the first has done."""
    stored = load_case(turn.connection, case_id, lock=True)
    if stored.state.state == "ended":
        return
    pinned = pinned_flow(turn, stored.state.flow, stored.state.version)
    of = RecordRef(stored.form, stored.state.record_id)
    move = wake(pinned.flow, stored.state, activation_id, surroundings(pinned, of))
    if move.case != stored.state:
        _write(turn, pinned, of, move)
        follow(turn, pinned, of, stored.state, move)


def _write(turn: Turn, pinned: Pinned, of: RecordRef, move: Move) -> None:
    """The fields of the record that the deadline's own decisions write."""
    for task in move.closed:
        if task.decided_by != SYSTEM:
            continue
        node = pinned.node(task.node)
        pinned.keep_writes(node.id, task.outcome or "", of)
        record = current(turn, of)
        values = {**record.values, **node.writes(task.outcome or "")}
        if values != record.values:
            settle(turn, turn.form(of.form), Change(record, replace(record, values=values), f"decide {node.id}"))
