"""Records as the page and other programs read them: hidden fields left out, links with the names of their targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from engine.access.rights import Verb
from engine.flows.state import SYSTEM
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import PLAIN, Words
from engine.lang.expressions import DEPARTMENT, PERSON
from engine.lang.labels import Label
from engine.runtime.allowed import hidden, outsider, permits, seen_ids
from engine.runtime.live import with_live
from engine.runtime.system import SYSTEM_NAME
from engine.runtime.turn import Turn
from engine.runtime.view import Environment, RecordView
from engine.storage.departments import names_of_departments
from engine.storage.records import Record, names_of

Json = dict[str, object]
NUMBER = "number"
UNNUMBERED = Label("草稿", "Draft")
"""What a record is called that gets its number on submission."""
RESTRICTED = Label("不公开", "Restricted")
"""What stands for the name of a record that is not shown to this person."""
CHANGES: tuple[Verb, ...] = ("change", "submit", "delete")


def messages(turn: Turn) -> list[Json]:
    """What rules had to say to the person who acted, each once."""
    return [{"text": one.text, "tone": one.tone} for one in dict.fromkeys(turn.told)]


def record(turn: Turn, form_id: str, shown: Record) -> Json:
    """One record with all its fields and tables."""
    return records(turn, form_id, [shown])[0]


def records(turn: Turn, form_id: str, shown: Sequence[Record]) -> list[Json]:
    form = turn.form(form_id)
    shown = with_live(turn, form, shown)
    words = names(turn, form, shown)
    return [_record(turn, form, one, words) for one in shown]


def names(turn: Turn, form: Form, shown: Sequence[Record]) -> Words:
    """The names of everything these records link to, read once for all of them."""
    authors = {who for one in shown for who in (one.created_by, one.changed_by, one.submitted_by) if who}
    words = link_names(turn, form, [one.values for one in shown], authors - {turn.actor.id})
    return replace(words, names={**words.names, (PERSON, turn.actor.id): turn.actor.name})


def link_names(turn: Turn, form: Form, shown: Iterable[Mapping[str, object]], people: Iterable[str] = ()) -> Words:
    """The names of what these values of a form link to, and of these people."""
    wanted: defaultdict[str, set[str]] = defaultdict(set, {PERSON: set(people)})
    for values in shown:
        _targets(form.fields, values, wanted)
    found = {
        (target, record_id): name
        for target, ids in wanted.items()
        for record_id, name in names_of_links(turn, target, ids).items()
    }
    return replace(PLAIN, language=turn.actor.language, zone=turn.zone, names=found)


def names_of_links(turn: Turn, target: str, ids: Collection[str]) -> Mapping[str, str]:
    """What this person reads for these links (docs/decisions/0009)."""
    if target == DEPARTMENT:
        return names_of_departments(turn.connection, ids, turn.actor.language)
    table = turn.tables.form(target)
    if not ids or target == PERSON:
        return names_of(turn.connection, table, ids)
    told: Collection[str] = ids
    if table.name in hidden(turn, target):
        told = ()
    elif outsider(turn):
        told = seen_ids(turn, target, ids)
    kept_back = RESTRICTED.in_(turn.actor.language)
    return {**dict.fromkeys(ids, kept_back), **_names(turn, target, told)}


def _names(turn: Turn, target: str, ids: Collection[str]) -> Mapping[str, str]:
    """Names of records; those a link has led to in this turn are read already."""
    views = ((record_id, turn.opened.get((target, record_id))) for record_id in ids)
    known = {record_id: view.name for record_id, view in views if isinstance(view, RecordView)}
    others = [record_id for record_id in ids if record_id not in known]
    return {**known, **names_of(turn.connection, turn.tables.form(target), others)}


def _targets(fields: Iterable[Field], values: Mapping[str, object], wanted: defaultdict[str, set[str]]) -> None:
    for field in fields:
        value = values.get(field.id) if field.holds_links else None
        if value is None:
            continue
        wanted[PERSON].update(field.definition.people(value))
        if field.row_fields:
            assert isinstance(value, Sequence)
            for row in value:
                _targets(field.row_fields, row, wanted)
        elif field.target_form is not None:
            wanted[field.target_form].update([value] if isinstance(value, str) else ())


def _record(turn: Turn, form: Form, one: Record, words: Words) -> Json:
    concealed = hidden(turn, form.id)
    environment = Environment(turn, form.id, one)
    return {
        "id": one.id,
        "rev": one.rev,
        "number": one.number,
        "state": one.state,
        "name": name_of(turn, form, one, words),
        "values": {
            field.id: None if one.values.get(field.id) is None else field.to_wire(one.values[field.id], words)
            for field in form.fields
            if field.valued and field.id not in concealed
        },
        "created_at": one.created_at,
        "created_by": _person(one.created_by, words),
        "changed_at": one.changed_at,
        "changed_by": _person(one.changed_by, words),
        "submitted_at": one.submitted_at,
        "submitted_by": _person(one.submitted_by, words),
        "frozen": one.frozen,
        "rights": {verb: permits(turn, form.id, verb, environment) for verb in CHANGES},
    }


def name_of(turn: Turn, form: Form, one: Record, words: Words) -> str:
    """A record named by a link reads as the link's target, never as an id."""
    if form.name in hidden(turn, form.id):
        return one.number or RESTRICTED.in_(turn.actor.language)
    field = form.by_id.get(form.name)
    value = one.values.get(form.name)
    if field is not None and value is not None:
        return field.to_text(value, words)
    if one.number is None and form.name == NUMBER:
        return UNNUMBERED.in_(turn.actor.language)
    return RecordView(turn, turn.tables.form(form.id), one).name


def _person(person_id: str | None, words: Words) -> Json | None:
    if person_id is None:
        return None
    known = words.name_of(PERSON, person_id)
    return {"id": person_id, "name": SYSTEM_NAME.in_(words.language) if person_id == SYSTEM else known or ""}
