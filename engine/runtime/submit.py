"""A person, or a rule on their behalf, sends a record: new or changed, as a draft or submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.access.rights import Verb
from engine.forms.form import Form
from engine.lang.labels import Label
from engine.lang.problems import Conflict, Forbidden, NotFound, Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.effects import CreateRecord, SetFields
from engine.runtime import cases, present
from engine.runtime.allowed import locked, may_ever, refuse, require, visible
from engine.runtime.change import Change, settle
from engine.runtime.effects import carry_out
from engine.runtime.files import check_files
from engine.runtime.ids import new_id
from engine.runtime.sending import Sending
from engine.runtime.turn import Turn
from engine.storage.records import Record, get_record, get_records
from engine.storage.sent import note_sent

Values = Mapping[str, Any]


def submit(
    turn: Turn, form_id: str, record_id: str, values: Values, *, rev: int | None = None, draft: bool = False
) -> Record:
    """Store what a person sends. Without `rev` it is a new record; sent again in the same words, it is the same one.

    Raises Refused with every problem at its field, Conflict when somebody else changed it first.
    """
    return send(turn, form_id, record_id, Sending.read(turn.form(form_id), values, rev=rev, draft=draft))


def send(turn: Turn, form_id: str, record_id: str, sending: Sending) -> Record:
    """Store what was read before: `submit`, in two steps."""
    form, rev, draft = turn.form(form_id), sending.rev, sending.draft
    if not note_sent(turn.connection, turn.app.id, record_id, sending.digest, turn.now):
        return visible(turn, form_id, record_id)
    standing = get_records(turn.connection, turn.tables.form(form_id), [record_id]).get(record_id)
    record = _fresh(turn, form, record_id, rev) if standing is None else _seen(turn, standing, rev)
    verbs = _verbs(standing, draft=draft)
    for verb in verbs:
        _may_at_all(turn, form, verb, standing)
    accepted = sending.accepted(form)
    _refuse_locked(turn, form, accepted)
    check_files(turn, form, accepted, standing)
    state = "draft" if draft else "submitted"
    after = replace(record, values={**(standing.values if standing else {}), **accepted}, state=state)
    return settle(turn, form, Change(standing, after, "draft" if draft else "submit", asks=verbs))


def _fresh(turn: Turn, form: Form, record_id: str, rev: int | None) -> Record:
    """A new record; nobody has seen a revision of what is not there."""
    if rev is not None:
        raise NotFound(Problem((), "not-found"))
    return _new(turn, form, record_id)


def _new(turn: Turn, form: Form, record_id: str) -> Record:
    return Record(
        id=record_id,
        form=form.id,
        rev=1,
        number=None,
        state="draft",
        values={},
        created_at=turn.now,
        created_by=turn.actor.id,
        changed_at=turn.now,
        changed_by=turn.actor.id,
    )


def _seen(turn: Turn, standing: Record, rev: int | None) -> Record:
    """The record as the person has it in hand; Conflict when another revision stands."""
    if standing.deleted_at is not None:
        raise NotFound(Problem((), "not-found"))
    visible(turn, standing.form, standing.id)
    if rev != standing.rev:
        raise Conflict(Problem((), "conflict"), current=present.record(turn, standing.form, standing))
    return standing


def _verbs(standing: Record | None, *, draft: bool) -> tuple[Verb, ...]:
    """What the person asks for: creating, changing and submitting are rights of their own."""
    first: Verb = "create" if standing is None else "change"
    if not draft:
        return first, "submit"
    if standing is not None and standing.state == "submitted":
        raise Forbidden(Problem((), "already-submitted"))
    return (first,)


def _may_at_all(turn: Turn, form: Form, verb: Verb, standing: Record | None) -> None:
    """What can be said before the values are read: a change must be allowed before it, and (`settle`) after it."""
    if standing is not None:
        require(turn, form.id, verb, standing)
    elif not may_ever(turn, form.id, verb):
        refuse(turn, form.id)


def _refuse_locked(turn: Turn, form: Form, accepted: Values) -> None:
    shut = [name for name in accepted if name in locked(turn, form.id)]
    if shut:
        raise Refused(*(Problem((name,), "read-only") for name in shut))


@carry_out.register
def _create(effect: CreateRecord, turn: Turn) -> None:
    """A rule makes a record; what it misses is the definition's fault, and the person is told as much."""
    form = turn.form(effect.form)
    values = {name: form.field(name).fit(value) for name, value in effect.values.items()}
    record = replace(_new(turn, form, new_id()), values=values, state="submitted")
    try:
        stored = settle(turn, form, Change(None, record, "create"))
    except Refused as refused:
        raise _by_rule(form, refused) from refused
    if effect.start is not None:
        cases.start(turn, effect.start, RecordRef(form.id, stored.id))


@carry_out.register
def _set(effect: SetFields, turn: Turn) -> None:
    form = turn.form(effect.record.form)
    record = get_record(turn.connection, turn.tables.form(form.id), effect.record.id, lock=True)
    fitted = {name: form.field(name).fit(value) for name, value in effect.values.items()}
    if all(record.values.get(name) == value for name, value in fitted.items()):
        return
    after = replace(record, values={**record.values, **fitted})
    settle(turn, form, Change(record, after, "set"))


def _by_rule(form: Form, refused: Refused) -> Refused:
    def told(problem: Problem) -> Problem:
        message = problem.message()
        field = form.by_id.get(str(problem.path[0])) if problem.path else None
        where = (
            form.title
            if field is None
            else Label(f"{form.title.zh}·{field.title.zh}", f"{form.title.en}, {field.title.en}")
        )
        return Problem((), "rule-incomplete", {"where": f"{where.zh}|{where.en}", "why": f"{message.zh}|{message.en}"})

    return Refused(*(told(problem) for problem in refused.problems))
