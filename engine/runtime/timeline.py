"""What happened to a record, in words: the trail's events as changes of fields, and its cases' decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import orjson

from engine.flows.state import SYSTEM
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import Words
from engine.lang.problems import Refused
from engine.lang.wording import wording
from engine.runtime import present
from engine.runtime.allowed import hidden, outsider
from engine.runtime.pinned import pinned_flow
from engine.runtime.system import SYSTEM_NAME
from engine.runtime.turn import Turn
from engine.runtime.why import because
from engine.storage import people
from engine.storage.cases import CaseEvent, StoredCase, cases_of_record, events_of
from engine.storage.caused import cause_of, caused_to
from engine.storage.records import Record
from engine.storage.trail import TrailEvent, trail_of

Json = dict[str, object]


def record_lines(turn: Turn, form: Form, record: Record) -> list[Json]:
    """The record's own history and its cases', the oldest first."""
    events = trail_of(turn.connection, turn.app.id, turn.trail_of(form.id), record.id)
    cases = cases_of_record(turn.connection, turn.app.id, form.id, record.id)
    decisions = (line for case in cases for line in case_lines(turn, case))
    lines = [*_changes(turn, form, events), *decisions, *_caused(turn, form, record)]
    return sorted(lines, key=lambda line: str(line["at"]))


def why_lines(turn: Turn, form: Form, record: Record) -> list[Json]:
    """What happened to a record by itself, each line with every cause up to a person's own act."""
    return [line for line in record_lines(turn, form, record) if line["because"]]


def _caused(turn: Turn, form: Form, record: Record) -> Iterator[Json]:
    """What rules and flows did with the record beside changing it; cases tell of their start themselves."""
    every = caused_to(turn.connection, turn.app.id, form.id, record.id)
    found = [one for one in every if one.what != "start"]
    names = _names(turn, {one.actor for one in found})
    for one in found:
        yield {
            "at": one.at,
            "by": _person(one.actor, names),
            "verb": one.what,
            "title": wording(f"did-{one.what}", {}),
            "outcome": None,
            "tone": "frozen" if one.what == "freeze" else "neutral",
            "comment": "",
            "changes": [],
            "because": because(turn, one.cause),
        }


def case_lines(turn: Turn, case: StoredCase) -> list[Json]:
    """Who decided what in a flow, and what waits."""
    events = events_of(turn.connection, case.state.id)
    names = _names(turn, {event.actor for event in events})
    return [_case_line(turn, case, event, names) for event in events if event.what != "closed"]


def _case_line(turn: Turn, case: StoredCase, event: CaseEvent, names: Mapping[str, str]) -> Json:
    started = cause_of(turn.connection, case.state.id) if event.what == "started" else None
    flow = pinned_flow(turn, case.state.flow, case.state.version).flow
    node = flow.nodes.get(event.node or "")
    title = node.title if node is not None else flow.title
    outcomes = node.outcomes if node is not None else ()
    outcome = next((one for one in outcomes if one.id == event.outcome), None)
    return {
        "at": event.at,
        "by": _person(event.actor, names),
        "verb": event.what,
        "title": event.note.message() if event.note else title,
        "outcome": outcome.title if outcome else None,
        "tone": outcome.tone if outcome else "neutral",
        "comment": event.comment or "" if _hears(turn, event.actor) else "",
        "changes": [],
        "because": because(turn, started.cause) if started is not None else [],
    }


def _changes(turn: Turn, form: Form, events: Sequence[TrailEvent]) -> Iterator[Json]:
    """Each event with the fields it changed; what the person may not see is left out."""
    names = _names(turn, {event.actor for event in events})
    concealed = hidden(turn, form.id)
    shown = [field for field in form.fields if field.stored and not field.row_fields and field.id not in concealed]
    contents = [orjson.loads(event.content) for event in events]
    words = _link_words(turn, form, contents)
    own_house = not outsider(turn)
    before: Mapping[str, object] = {}
    for event, content in zip(events, contents, strict=True):
        after = content["values"]
        if not own_house and after.get("state") == "draft":
            continue
        decided = event.command.startswith("decide ")  # the reason of anything else is the record that caused it
        changed = [field for field in shown if before and before.get(field.id) != after.get(field.id)]
        yield {
            "at": event.at,
            "by": _person(event.actor, names),
            "verb": event.command.partition(" ")[0],
            "title": wording(f"did-{event.command.partition(' ')[0]}", {}),
            "outcome": None,
            "tone": "neutral",
            "comment": content.get("reason") or "" if decided and _hears(turn, event.actor) else "",
            "changes": [
                {
                    "field": field.id,
                    "title": field.title,
                    "before": _text(field, before.get(field.id), words),
                    "after": _text(field, after.get(field.id), words),
                }
                for field in changed
            ],
            "because": because(turn, content.get("cause")),
            # A hash over hidden values lets their few possibilities be tried.
            "leaf": "" if concealed else event.leaf,
        }
        before = after


def _hears(turn: Turn, actor: str | None) -> bool:
    """What the house writes to itself while deciding is not for people of other organisations."""
    return actor == turn.actor.id or not outsider(turn)


def _link_words(turn: Turn, form: Form, contents: Sequence[Mapping[str, object]]) -> Words:
    return present.link_names(turn, form, [content["values"] for content in contents])  # type: ignore[misc]


def _text(field: Field, value: object, words: Words) -> str:
    """A value of the trail, which is JSON, in the person's words."""
    try:
        return field.to_text(field.from_wire(value), words)
    except Refused:  # written under an earlier definition: shown as it was written
        return str(value)


def _names(turn: Turn, ids: set[str | None]) -> dict[str, str]:
    found = people.people_by_ids(turn.connection, [one for one in ids if one])
    return {SYSTEM: SYSTEM_NAME.in_(turn.actor.language), **{id_: person.name for id_, person in found.items()}}


def _person(person_id: str | None, names: Mapping[str, str]) -> Json | None:
    return None if person_id is None else {"id": person_id, "name": names.get(person_id, "")}
