"""What every change of a record goes through, whoever makes it: completed, judged, stored, moved, put on the trail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.access.rights import Verb
from engine.forms.form import Form
from engine.forms.seen import RecordSeen
from engine.lang.problems import Conflict, NotFound, Path, Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.effects import TELLING
from engine.rules.event import Event
from engine.runtime import move, present
from engine.runtime.allowed import require, visible
from engine.runtime.cause import Cause
from engine.runtime.draft import Around
from engine.runtime.effects import carry_out_all
from engine.runtime.ids import new_id
from engine.runtime.lookup import link_problem
from engine.runtime.serials import with_serials
from engine.runtime.signing import with_signatures
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage import trail
from engine.storage.files import note_use
from engine.storage.numbering import next_in_sequence
from engine.storage.records import Record, get_record, insert_record, update_record

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A record as it stood (none: it is new) and as somebody wants it, with the word for the trail."""

    before: Record | None
    after: Record
    command: str
    reason: str | None = None
    asks: tuple[Verb, ...] = ()
    """What the person must be allowed to do with the record as it will stand."""

    @property
    def submits(self) -> bool:
        """Whether the record becomes a submitted one by this change."""
        return self.after.state == "submitted" and (self.before is None or self.before.state != "submitted")

    @property
    def verbs(self) -> tuple[str, ...]:
        """The events rules hear of."""
        created = ("created",) if self.before is None else ()
        changed = () if self.before is None or self.submits else ("changed",)
        return created + (("submitted",) if self.submits else ()) + changed


def settle(turn: Turn, form: Form, change: Change) -> Record:
    """Carry a change through, all of it or (Refused) none; the record as it stands when every rule has had its say."""
    snapshot = change.before.values if change.before is not None and change.before.state == "submitted" else None
    around = Around(turn, change.after)
    values = form.complete(change.after.values, around, snapshot)
    if form.signed:
        values = with_signatures(turn, form, change.before, values)
    _require(turn, change, values)
    problems = list(_link_problems(turn, form, change, values))
    if any(problem.code == "link-unknown" for problem in problems):
        # What else is wrong may follow from, and so tell of, a record this person may not see.
        raise Refused(*_once(problems))
    if change.after.state == "submitted":
        problems += form.missing(values, around, snapshot)
    if not turn.by_app and form.locks_by_condition:
        problems += form.overwritten(_stood(turn, form, change), form.seen(values, around))
    if problems:
        raise Refused(*_once(problems))
    stored = _store(turn, form, change, _with_row_ids(form, change.before, values))
    _move(turn, change, stored)
    return _react(turn, change, stored, put_on_trail(turn, change, stored))


def _require(turn: Turn, change: Change, values: Values) -> None:
    """Rights speak of the state the record is changed from: `change: state == 'draft'` lets a draft be submitted."""
    state = "draft" if change.before is None else change.before.state
    asked = replace(change.after, values=values, state=state)
    for verb in change.asks:
        require(turn, change.after.form, verb, asked)


def _stood(turn: Turn, form: Form, change: Change) -> RecordSeen:
    """The record before the change, as its conditions then saw it."""
    if change.before is None:
        return form.blank(Around(turn, None))
    return form.seen(change.before.values, Around(turn, change.before))


def _link_problems(turn: Turn, form: Form, change: Change, values: Values) -> Iterator[Problem]:
    """Links made or changed now have to lead to what may be linked; those that stood before may stay.

    Links that are computed, and those of rules and flows, are the app's own.
    """
    standing = (
        set()
        if change.before is None
        else {(made.field.id, made.record_id) for made in form.links(change.before.values)}
    )
    if turn.by_app:
        return
    context = form.seen(values, Around(turn, change.after))
    for made in form.links(values):
        if (made.field.id, made.record_id) in standing or not made.chosen:
            continue
        problem = link_problem(turn, made.field, made.record_id, context)
        if problem is not None:
            yield replace(problem, path=made.path)


def _once(problems: list[Problem]) -> list[Problem]:
    """One problem a place: the first one found."""
    by_path: dict[Path, Problem] = {}
    for problem in problems:
        by_path.setdefault(problem.path, problem)
    return list(by_path.values())


def _with_row_ids(form: Form, before: Record | None, values: Values) -> dict[str, Any]:
    """Rows that are new get ids of their own, whatever they bring along: it may be the id of another record's row."""
    stood: Values = before.values if before is not None else {}
    numbered = {table.id: _numbered(values.get(table.id), stood.get(table.id)) for table in form.with_rows}
    return {**values, **numbered}


def _numbered(rows: Sequence[Values] | None, before: Sequence[Values] | None) -> tuple[Values, ...]:
    stood = {row["id"] for row in before or ()}
    return tuple([row if row.get("id") in stood else {**row, "id": new_id()} for row in rows or ()])


def _store(turn: Turn, form: Form, change: Change, values: Values) -> Record:
    table = turn.tables.form(form.id)
    if form.counts and change.after.state == "submitted":
        stood = {} if change.before is None else change.before.values
        values = with_serials(turn, form, stood, values)
    after = replace(change.after, values=values, changed_at=turn.now, changed_by=turn.actor.id)
    if change.submits:
        number = after.number or _number(turn, form, values)
        after = replace(after, submitted_at=turn.now, submitted_by=turn.actor.id, number=number)
    try:
        if change.before is None:
            stored = insert_record(turn.connection, table, after)
        else:
            stored = update_record(turn.connection, table, after, change.before.rev)
    except Conflict as conflict:
        raise Conflict(*conflict.problems, current=_standing(turn, form.id, after.id)) from conflict
    turn.forget(form.id, stored.id)
    hashes = [file["hash"] for field in form.with_files for file in field.files(stored.values.get(field.id))]
    note_use(turn.connection, hashes, turn.app.id, form.id, stored.id)
    return stored


def _standing(turn: Turn, form_id: str, record_id: str) -> Mapping[str, object]:
    """What stands under an id that somebody else was faster with, if this person may see it."""
    try:
        return present.record(turn, form_id, visible(turn, form_id, record_id))
    except NotFound:
        return {}


def _number(turn: Turn, form: Form, values: Values) -> str | None:
    if form.number is None:
        return None
    prefix = form.number.prefix(values, turn.today)
    return form.number.number(prefix, next_in_sequence(turn.connection, f"{turn.app.id}.{form.id}", prefix))


def _move(turn: Turn, change: Change, stored: Record) -> None:
    if change.submits:
        move.move(turn, stored)
    elif stored.state == "submitted" and change.before is not None and change.before.values != stored.values:
        move.move_again(turn, stored, change.before)


def put_on_trail(turn: Turn, change: Change, stored: Record) -> str:
    """Put the change on the trail; the id it has there."""
    deed = trail.Deed(
        id=new_id(),
        app=turn.app.id,
        form=turn.trail_of(stored.form),
        record_id=stored.id,
        command=change.command,
        actor=turn.actor.id,
        at=turn.now,
        version=turn.app.hash,
        rev=stored.rev,
        values={**stored.values, "number": stored.number, "state": stored.state},
        reason=change.reason,
        cause=None if turn.cause is None else turn.cause.to_json(),
        via=turn.actor.via,
    )
    trail.append(turn.connection, deed)
    return deed.id


def _react(turn: Turn, change: Change, stored: Record, deed: str) -> Record:
    """Rules hear of the change; each event is read with the record as it then stands. The record after all of them."""
    current = stored
    before = {} if change.before is None else change.before.values
    for event in (Event(stored.form, verb, before, stored.values) for verb in change.verbs):
        if not hear(turn, event, current, deed):
            current = get_record(turn.connection, turn.tables.form(stored.form), stored.id)
    return current


def hear(turn: Turn, event: Event, record: Record, deed: str | None = None, case: str | None = None) -> bool:
    """Let rules react to an event, which the trail knows as `deed`; whether the record stands as it stood."""
    if not turn.app.rules.wait_for(event):
        return True
    reactions = turn.app.rules.react(event, Environment(turn, record.form, record))
    cause = Cause(RecordRef(record.form, record.id), event.verb, deed=deed, case=case, before=turn.cause)
    for reaction in reactions:
        carry_out_all(reaction.effects, turn, cause.by(reaction))
    return all(isinstance(effect, TELLING) for reaction in reactions for effect in reaction.effects)
