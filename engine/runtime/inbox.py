"""The inbox: lists of tasks, and one task with its record, what may be decided, and what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import and_

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import Words
from engine.lang.labels import LANGUAGES, Label
from engine.lang.problems import NotFound, Problem
from engine.runtime import present
from engine.runtime.allowed import hidden, may_ever, seen_ids, sees_any, visible
from engine.runtime.pinned import pinned_flow
from engine.runtime.timeline import case_lines
from engine.runtime.turn import Turn
from engine.storage import inbox
from engine.storage.case_tables import flow_case
from engine.storage.cases import StoredCase, case_of_task
from engine.storage.inbox import InboxTask
from engine.storage.records import Record, get_records

Json = dict[str, object]
FACTS = 4
"""How many columns of the list a task shows of its record."""


def tasks(turn: Turn, box: str) -> list[Json]:
    """The tasks of one app in a box: `todo`, `done` or `started`."""
    found = _box(turn, box)
    by_form: dict[str, list[str]] = {}
    for task in found:
        by_form.setdefault(task.form, []).append(task.record_id)
    records = {
        record_id: record
        for form, ids in by_form.items()
        for record_id, record in get_records(turn.connection, turn.tables.form(form), ids, rows=False).items()
    }
    words = {
        form: present.names(turn, turn.form(form), [records[id_] for id_ in ids if id_ in records])
        for form, ids in by_form.items()
    }
    return [_line(turn, task, records[task.record_id], words[task.form]) for task in found if task.record_id in records]


def _box(turn: Turn, box: str) -> Sequence[InboxTask]:
    """The tasks of this app in a box, of records the person may see: a task gives no sight of its record."""
    forms = (form_id for form_id in turn.app.forms if may_ever(turn, form_id, "see"))
    shown = sees_any(turn, forms, flow_case.c.form, flow_case.c.record_id)
    about = and_(flow_case.c.app == turn.app.id, shown)
    if box == "todo":
        pairs = [(turn.app.id, role) for role in sorted(turn.actor.roles)]
        return inbox.todo(turn.connection, turn.actor.id, pairs, about=about)
    return (inbox.done if box == "done" else inbox.started)(turn.connection, turn.actor.id, about=about)


def task(turn: Turn, task_id: str) -> Json:
    """One task, for who may decide it, has decided it, or has started the flow."""
    line = inbox.task_by_id(turn.connection, task_id)
    case = case_of_task(turn.connection, task_id)
    if line.app != turn.app.id or not _concerns(turn, case, task_id):
        raise NotFound(Problem((), "not-found"))
    form = turn.form(line.form)
    record = visible(turn, form.id, line.record_id)
    concealed = hidden(turn, form.id)
    node = pinned_flow(turn, line.flow, line.version).flow.nodes[line.node]
    open_ = line.state == "open"
    return {
        **_line(turn, line, record, present.names(turn, form, [record])),
        "record": {"form": form.id, **present.record(turn, form.id, record)},
        "outcomes": [{"id": one.id, "title": one.title, "tone": one.tone} for one in node.outcomes] if open_ else [],
        "edit": [name for name in node.rights.fields if name not in concealed] if open_ else [],
        "require": {one.id: list(node.required(one.id)) for one in node.outcomes} if open_ else {},
        "rev": record.rev,
        "timeline": case_lines(turn, case),
    }


def decided(turn: Turn, task_id: str) -> Json:
    """A task just decided; where the decision took the record out of the person's sight, only that it is done."""
    line = inbox.task_by_id(turn.connection, task_id)
    if seen_ids(turn, line.form, [line.record_id]):
        return task(turn, task_id)
    return {"id": line.id, "state": line.state}


def _concerns(turn: Turn, case: StoredCase, task_id: str) -> bool:
    one = case.state.task(task_id)
    if one is None:
        return False
    mine = one.is_for(turn.actor.id, turn.actor.roles)
    return mine or turn.actor.id in (one.decided_by, case.state.initiator)


def _line(turn: Turn, task: InboxTask, record: Record, words: Words) -> Json:
    flow = pinned_flow(turn, task.flow, task.version).flow
    node = flow.nodes[task.node]
    form = turn.form(task.form)
    outcome = next((one.title for one in node.outcomes if one.id == task.outcome), None)
    return {
        "id": task.id,
        "app": task.app,
        "flow": flow.title,
        "node": task.node,
        "title": node.title,
        "record": {
            "form": form.id,
            "id": record.id,
            "number": record.number,
            "name": present.name_of(turn, form, record, words),
        },
        "opened_at": task.opened_at,
        "due": task.due,
        "state": task.state,
        "outcome": outcome,
        "facts": facts(turn, form, record, words),
    }


def facts(turn: Turn, form: Form, record: Record, words: Words) -> list[Json]:
    """The first filled columns of the form's list, in words."""
    concealed = hidden(turn, form.id)
    shown = (form.by_id[name] for name in form.list_columns if name in form.by_id and name not in concealed)
    filled = [(field, record.values[field.id]) for field in shown if record.values.get(field.id) is not None]
    return [
        {"label": field.title, "text": _both(field, value, words), "tone": _tone(field, value)}
        for field, value in filled[:FACTS]
    ]


def _both(field: Field, value: object, words: Words) -> Label:
    return Label(*(field.to_text(value, replace(words, language=language)) for language in LANGUAGES))


def _tone(field: Field, value: object) -> str:
    option = field.definition.offered.get(str(value))
    return option.tone if option is not None else "neutral"
