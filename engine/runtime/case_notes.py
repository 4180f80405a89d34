"""A case's timeline: what a move did, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from engine.flows.state import Move
from engine.runtime.ids import new_id
from engine.runtime.turn import Turn
from engine.storage.cases import CaseEvent, append_events


def note_start(turn: Turn, move: Move) -> None:
    append_events(turn.connection, [_event(turn, move, "started"), *_events(turn, move)])


def note_move(turn: Turn, move: Move) -> None:
    append_events(turn.connection, list(_events(turn, move)))


def note_retry(turn: Turn, move: Move, node: str) -> None:
    append_events(turn.connection, [_event(turn, move, "retried", node=node)])


def _event(turn: Turn, move: Move, what: str, **more: object) -> CaseEvent:
    return CaseEvent(new_id(), move.case.id, turn.now, turn.actor.id, what, **more)  # type: ignore[arg-type]


def _events(turn: Turn, move: Move) -> Iterator[CaseEvent]:
    for task in move.closed:
        what = "decided" if task.state == "done" else "closed"
        yield _event(turn, move, what, node=task.node, task_id=task.id, outcome=task.outcome, comment=task.comment)
    for copied in sorted({copy.node for copy in move.copies}):
        yield _event(turn, move, "copied", node=copied)
    for task in move.opened:
        yield _event(turn, move, "opened", node=task.node, task_id=task.id)
    for task in move.reminded:
        yield _event(turn, move, "reminded", node=task.node, task_id=task.id)
    for note in move.notes:
        yield _event(turn, move, "noted", node=note.node, note=note)
    if move.ended is not None:
        yield _event(turn, move, "ended", outcome=move.ended)
