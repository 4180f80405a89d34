"""The inbox: lists of tasks, and one task with its record, what may be decided, and what has happened."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_

from engine.flows.rights import FieldRights
from engine.forms.form import Form
from engine.forms.words import Words
from engine.lang.problems import NotFound, Problem
from engine.runtime import present
from engine.runtime.allowed import hidden, may_ever, seen_ids, sees_any, visible
from engine.runtime.facts import facts
from engine.runtime.node_sight import shown_name, shown_record, withheld
from engine.runtime.pinned import pinned_flow
from engine.runtime.timeline import case_lines
from engine.runtime.turn import Turn
from engine.storage import inbox
from engine.storage.case_tables import flow_case
from engine.storage.cases import StoredCase, case_of_task
from engine.storage.inbox import InboxTask
from engine.storage.records import Record, get_records

Json = dict[str, object]


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
    node = pinned_flow(turn, line.flow, line.version).node(line.node)
    concealed = withheld(turn, form, node.rights)
    open_ = line.state == "open"
    return {
        **_line(turn, line, record, present.names(turn, form, [record])),
        "record": shown_record(turn, form, record, node.rights),
        "outcomes": [{"id": one.id, "title": one.title, "tone": one.tone} for one in node.outcomes] if open_ else [],
        "edit": [name for name in node.rights.fields if name not in concealed] if open_ else [],
        "require": {one.id: list(node.required(one.id)) for one in node.outcomes} if open_ else {},
        "parts": _parts(form, node.rights) if open_ else {},
        "hidden": sorted(node.rights.hide - hidden(turn, form.id)),
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
    pinned = pinned_flow(turn, task.flow, task.version)
    flow, node = pinned.flow, pinned.node(task.node)
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
            "name": shown_name(turn, form, record, node.rights, words),
        },
        "opened_at": task.opened_at,
        "due": task.due,
        "overdue": task.state == "open" and task.due is not None and task.due <= turn.now,
        "state": task.state,
        "outcome": outcome,
        "facts": facts(form, record, words, withheld(turn, form, node.rights)),
    }


def _parts(form: Form, rights: FieldRights) -> Json:
    """Of tables that may be written in part: which columns, and whether rows may be added and deleted."""
    tables = (name for name in rights.fields if name in form.by_id and form.by_id[name].row_fields)
    return {
        name: {"columns": sorted(rights.columns(name)), "rows": list(rights.rows.get(name, ()))}
        for name in tables
        if not rights.whole(name)
    }
