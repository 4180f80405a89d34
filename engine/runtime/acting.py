"""The actions of a flow's `do` step: all of them or none, and what went wrong kept apart from the decision before."""

from __future__ import annotations

from engine.flows.activation import Note
from engine.flows.node import Node
from engine.lang.problems import Problem, Refused
from engine.lang.records import RecordRef
from engine.runtime.cause import Cause
from engine.runtime.effects import carry_out_all
from engine.runtime.pinned import Pinned
from engine.runtime.system import THE_SYSTEM
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage.records import get_record

BLOCKED = "blocked"
"""The code of what an action refuses on purpose: then the decision itself is refused."""


def act(turn: Turn, pinned: Pinned, of: RecordRef, node: Node, case: str) -> Note | None:
    """Run a step's actions; what went wrong, with nothing of them done, or None."""
    cause = Cause(of, "acted", flow=pinned.flow.id, step=node.id, case=case, before=turn.cause)
    try:
        with turn.connection.begin_nested():
            for action in pinned.actions(node.id):
                record = get_record(turn.connection, pinned.turn.tables.form(of.form), of.id)
                carry_out_all(action.effects(Environment(pinned.turn, of.form, record)), turn, cause)
    except Refused as refused:
        if turn.actor != THE_SYSTEM and all(problem.code == BLOCKED for problem in refused.problems):
            raise
        for reading in (turn, pinned.turn):
            reading.opened.clear()
        return _why(node, refused)
    return None


def _why(node: Node, refused: Refused) -> Note:
    messages = [problem.message() for problem in refused.problems] or [Problem((), refused.code).message()]
    why = f"{'；'.join(one.zh for one in messages)}|{'; '.join(one.en for one in messages)}"
    return Note(node.id, "action-failed", {"node": f"{node.title.zh}|{node.title.en}", "why": why})
