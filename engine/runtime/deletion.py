"""Records are taken out of sight and brought back. They stay in the tables and on the trail."""

from __future__ import annotations

from dataclasses import replace

from engine.lang.problems import Conflict, NotFound, Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.event import Event
from engine.runtime import cases, present
from engine.runtime.allowed import require, scope, visible
from engine.runtime.change import Change, hear, put_on_trail
from engine.runtime.turn import Turn
from engine.storage.cases import cases_of_record
from engine.storage.deleted import deleted_records, lock_deleted
from engine.storage.records import Record, update_record

Json = dict[str, object]


def delete(turn: Turn, form_id: str, record_id: str, rev: int) -> None:
    """Take a record out of sight. Its cases end, terminated, and rules hear of it."""
    cases_of_record(turn.connection, turn.app.id, form_id, record_id, lock=True)  # before the record, as deciding does
    record = visible(turn, form_id, record_id, lock=True)
    require(turn, form_id, "delete", record)
    _refuse_stale(turn, record, rev)
    if form_id in turn.app.trace.lots or (form_id in turn.app.trace.plans and record.state == "submitted"):
        raise Refused(Problem((), "moved-stays"))
    cases.terminate(turn, RecordRef(form_id, record_id))
    stored, deed = _store(turn, replace(record, deleted_at=turn.now), "delete")
    hear(turn, Event(form_id, "deleted"), stored, deed)


def deleted(turn: Turn, form_id: str, limit: int = 200) -> list[Json]:
    """The records this person may bring back, those deleted last first: who may delete a record may restore it."""
    turn.form(form_id)
    table = turn.tables.form(form_id)
    may = scope(turn, form_id, "see"), scope(turn, form_id, "delete")
    found = deleted_records(turn.connection, table, *may, limit=limit)
    shown = present.records(turn, form_id, found)
    return [{**one, "deleted_at": record.deleted_at} for one, record in zip(shown, found, strict=True)]


def restore(turn: Turn, form_id: str, record_id: str, rev: int) -> Record:
    """Bring a deleted record back as it was. No rule hears of it: what they did when it came and went has been done.

    Refused when another record has taken its natural key; Conflict when it was deleted and restored since.
    """
    turn.form(form_id)
    may = scope(turn, form_id, "see"), scope(turn, form_id, "delete")
    record = lock_deleted(turn.connection, turn.tables.form(form_id), record_id, *may)
    if record is None:
        raise NotFound(Problem((), "not-found"))
    _refuse_stale(turn, record, rev)
    stored, _ = _store(turn, replace(record, deleted_at=None), "restore")
    return stored


def _refuse_stale(turn: Turn, record: Record, rev: int) -> None:
    if record.rev != rev:
        raise Conflict(Problem((), "conflict"), current=present.record(turn, record.form, record))


def _store(turn: Turn, after: Record, command: str) -> tuple[Record, str]:
    """The record as stored, and the id of the deed on the trail."""
    changed = replace(after, changed_at=turn.now, changed_by=turn.actor.id)
    stored = update_record(turn.connection, turn.tables.form(after.form), changed, after.rev)
    turn.forget(after.form, after.id)
    return stored, put_on_trail(turn, Change(after, stored, command), stored)
