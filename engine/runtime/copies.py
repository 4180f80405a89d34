"""What a person was told of at `cc` steps: lists, and one copy with its record and its case."""

from __future__ import annotations

from engine.lang.problems import NotFound, Problem
from engine.runtime import present
from engine.runtime.allowed import hidden
from engine.runtime.facts import facts
from engine.runtime.node_sight import shown_name, shown_record, withheld
from engine.runtime.pinned import pinned_flow
from engine.runtime.timeline import case_lines
from engine.runtime.turn import Turn
from engine.storage import copies
from engine.storage.case_tables import flow_case
from engine.storage.cases import load_case
from engine.storage.copies import StoredCopy
from engine.storage.records import Record, get_records

Json = dict[str, object]


def copied(turn: Turn) -> list[Json]:
    """The copies of one app to this person, the latest first; those of deleted records are passed over."""
    found = copies.copied(turn.connection, turn.actor.id, about=flow_case.c.app == turn.app.id)
    lines: list[Json] = []
    for one in found:
        record = _record(turn, one)
        if record is not None:
            lines.append(_line(turn, one, record))
    return lines


def copy(turn: Turn, copy_id: str) -> Json:
    """One copy, for the person it was sent to. Being told is what lets them read the record, less what is hidden."""
    one = _own(turn, copy_id)
    record = _record(turn, one)
    if record is None:
        raise NotFound(Problem((), "not-found"))
    form = turn.form(one.form)
    rights = pinned_flow(turn, one.flow, one.version).node(one.node).rights
    return {
        **_line(turn, one, record),
        "record": shown_record(turn, form, record, rights),
        "hidden": sorted(rights.hide - hidden(turn, form.id)),
        "timeline": case_lines(turn, load_case(turn.connection, one.case)),
    }


def read(turn: Turn, copy_id: str) -> None:
    """The person has read what they were told of."""
    _own(turn, copy_id)
    copies.mark_read(turn.connection, copy_id, turn.now)


def _own(turn: Turn, copy_id: str) -> StoredCopy:
    one = copies.copy_by_id(turn.connection, copy_id)
    if one.person != turn.actor.id or one.app != turn.app.id:
        raise NotFound(Problem((), "not-found"))
    return one


def _record(turn: Turn, one: StoredCopy) -> Record | None:
    record = get_records(turn.connection, turn.tables.form(one.form), [one.record_id]).get(one.record_id)
    return None if record is None or record.deleted_at is not None else record


def _line(turn: Turn, one: StoredCopy, record: Record) -> Json:
    pinned = pinned_flow(turn, one.flow, one.version)
    flow, node = pinned.flow, pinned.node(one.node)
    form = turn.form(one.form)
    words = present.names(turn, form, [record])
    name = shown_name(turn, form, record, node.rights, words)
    return {
        "id": one.id,
        "app": one.app,
        "flow": flow.title,
        "node": one.node,
        "title": node.title,
        "record": {"form": form.id, "id": record.id, "number": record.number, "name": name},
        "sent_at": one.sent_at,
        "read": one.read_at is not None,
        "facts": facts(form, record, words, withheld(turn, form, node.rights)),
    }
