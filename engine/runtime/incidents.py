"""Cases that are stuck: administrators see why, put it right, and try again."""

from __future__ import annotations

from engine.flows.people import ADMIN
from engine.lang.problems import Conflict, Forbidden, NotFound, Problem
from engine.lang.records import RecordRef
from engine.runtime import present
from engine.runtime.allowed import seen_ids
from engine.runtime.case_notes import note_retry
from engine.runtime.cases import follow, surroundings
from engine.runtime.pinned import pinned_flow
from engine.runtime.turn import Turn
from engine.storage.cases import StoredCase, load_case, stuck_cases
from engine.storage.records import get_record

Json = dict[str, object]


def incidents(turn: Turn) -> list[Json]:
    """The stuck cases of one app whose records this administrator may see; nothing for others."""
    if ADMIN.id not in turn.actor.roles:
        return []
    found = stuck_cases(turn.connection, turn.app.id)
    return [_line(turn, one) for one in found if seen_ids(turn, one.form, [one.state.record_id])]


def retry(turn: Turn, case_id: str) -> Json:
    """Try again what is stuck, by the administrator who has put it right."""
    if ADMIN.id not in turn.actor.roles:
        raise Forbidden
    stored = load_case(turn.connection, case_id, lock=True)
    if stored.app != turn.app.id:
        raise NotFound(Problem((), "not-found"))
    if not stored.state.stuck:
        raise Conflict(Problem((), "case-moves"), current={"state": stored.state.state})
    pinned = pinned_flow(turn, stored.state.flow, stored.state.version)
    of = RecordRef(stored.form, stored.state.record_id)
    move = pinned.flow.retried(stored.state, surroundings(pinned, of))
    for activation in stored.state.stuck:
        note_retry(turn, move, activation.node)
    follow(turn, pinned, of, stored.state, move)
    return _line(turn, load_case(turn.connection, case_id))


def _line(turn: Turn, stored: StoredCase) -> Json:
    flow = pinned_flow(turn, stored.state.flow, stored.state.version).flow
    form = turn.form(stored.form)
    record = get_record(turn.connection, turn.tables.form(form.id), stored.state.record_id)
    name = present.name_of(turn, form, record, present.names(turn, form, [record]))
    return {
        "id": stored.state.id,
        "app": stored.app,
        "flow": flow.title,
        "state": stored.state.state,
        "record": {"form": form.id, "id": record.id, "number": record.number, "name": name},
        "started_at": stored.state.started_at,
        "stuck": [
            {"node": one.node, "title": flow.nodes[one.node].title, "since": one.opened_at, "why": one.stuck.message()}
            for one in stored.state.stuck
            if one.stuck is not None
        ],
    }
