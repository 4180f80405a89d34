"""What happened to a record, in words: the trail's events as changes of fields, and its cases' decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.forms.form import Form
from engine.lang.wording import wording
from engine.runtime.actors import names_of_actors, told
from engine.runtime.move import reasons_of
from engine.runtime.pinned import pinned_flow
from engine.runtime.revisions import changes_of, hears
from engine.runtime.turn import Turn
from engine.runtime.why import because
from engine.storage.cases import CaseEvent, StoredCase, cases_of_record, events_of
from engine.storage.caused import cause_of, caused_to
from engine.storage.records import Record

Json = dict[str, object]


def record_lines(turn: Turn, form: Form, record: Record) -> list[Json]:
    """The record's own history and its cases', the oldest first."""
    cases = cases_of_record(turn.connection, turn.app.id, form.id, record.id)
    decisions = (line for case in cases for line in case_lines(turn, case))
    lines = [*changes_of(turn, form, record.id), *decisions, *_caused(turn, form, record)]
    return sorted(lines, key=lambda line: str(line["at"]))


def why_lines(turn: Turn, form: Form, record: Record) -> list[Json]:
    """What happened to a record by itself, each line with every cause up to a person's own act."""
    return [line for line in record_lines(turn, form, record) if line["because"]]


def _caused(turn: Turn, form: Form, record: Record) -> Iterator[Json]:
    """What rules and flows did with the record beside changing it; cases tell of their start themselves."""
    every = caused_to(turn.connection, turn.app.id, form.id, record.id)
    found = [one for one in every if one.what != "start"]
    names = names_of_actors(turn, {one.actor for one in found})
    reasons = reasons_of(turn, record) if found else {}
    for one in found:
        yield {
            "at": one.at,
            "by": told(one.actor, names),
            "verb": one.what,
            "title": wording(f"did-{one.what}", {}),
            "outcome": None,
            "tone": "frozen" if one.what == "freeze" else "neutral",
            "comment": reasons.get((one.what, one.at), ""),
            "changes": [],
            "because": because(turn, one.cause),
        }


def case_lines(turn: Turn, case: StoredCase) -> list[Json]:
    """Who decided what in a flow, and what waits."""
    events = events_of(turn.connection, case.state.id)
    names = names_of_actors(turn, {event.actor for event in events})
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
        "by": told(event.actor, names),
        "verb": event.what,
        "title": event.note.message() if event.note else title,
        "outcome": outcome.title if outcome else None,
        "tone": outcome.tone if outcome else "neutral",
        "comment": event.comment or "" if hears(turn, event.actor) else "",
        "changes": [],
        "because": because(turn, started.cause) if started is not None else [],
    }
