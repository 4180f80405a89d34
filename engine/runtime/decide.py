"""One person's decision on a task: the node's fields, the vote, and everything that follows, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.flows.node import Node
from engine.flows.refusals import check_open, check_outcome
from engine.flows.rights import FieldRights
from engine.flows.state import TaskState
from engine.forms.field import Field
from engine.lang.problems import Conflict, NotFound, Problem, Refused
from engine.lang.records import RecordRef
from engine.runtime.allowed import visible
from engine.runtime.cases import follow, surroundings
from engine.runtime.change import Change, settle
from engine.runtime.files import check_files
from engine.runtime.node_rows import in_part, merged
from engine.runtime.node_sight import withheld
from engine.runtime.pinned import pinned_flow
from engine.runtime.turn import Turn
from engine.storage.cases import StoredCase, case_of_task
from engine.storage.records import Record


def decide(
    turn: Turn, task_id: str, outcome: str, values: Mapping[str, object], comment: str = "", rev: int | None = None
) -> None:
    """Decide a task. The case is locked before anything is read, so of two at once the second sees what the first did.

    `values` are fields the node lets the person write; `rev` is the record's revision the person has seen.
    """
    case = case_of_task(turn.connection, task_id, lock=True)
    task = _own_task(turn, case, task_id)
    pinned = pinned_flow(turn, case.state.flow, case.state.version)
    node = pinned.node(task.node)
    of = RecordRef(case.form, case.state.record_id)
    record = visible(turn, of.form, of.id, lock=True)
    check_open(case.state, task, node, surroundings(pinned, of))
    check_outcome(outcome, node)
    if rev is not None and rev != record.rev and values:
        raise Conflict(Problem((), "conflict"), current={"rev": record.rev})
    _write(turn, of, record, node, outcome, values, comment)
    pinned.keep_writes(task.node, outcome, of)
    env = surroundings(pinned, of)
    move = pinned.flow.decide(case.state, task, outcome, turn.actor.id, env, comment=comment or None)
    follow(turn, pinned, of, case.state, move)


def _own_task(turn: Turn, case: StoredCase, task_id: str) -> TaskState:
    """The task, if it is this person's; NotFound otherwise."""
    task = case.state.task(task_id)
    if task is None or case.app != turn.app.id or not task.is_for(turn.actor.id, turn.actor.roles):
        raise NotFound(Problem((), "not-found"))
    return task


def _write(
    turn: Turn, of: RecordRef, record: Record, node: Node, outcome: str, values: Mapping[str, object], comment: str
) -> None:
    """The record with the node's fields written, and what the outcome itself decides."""
    form = turn.form(of.form)
    concealed = withheld(turn, form, node.rights)
    foreign = [name for name in values if name not in node.rights.fields or name in concealed]
    if foreign:
        raise Refused(*(Problem((name,), "not-here") for name in foreign))
    accepted = form.accept(values, draft=True)
    written = {name: _part(form.by_id[name], node.rights, record, value) for name, value in accepted.items()}
    check_files(turn, form, written, record)
    changed = {**record.values, **written, **node.writes(outcome)}
    missing = [name for name in node.required(outcome) if changed.get(name) in (None, "", ())]
    if missing:
        raise Refused(*(Problem((name,), "required") for name in missing))
    if changed != record.values:
        settle(turn, form, Change(record, replace(record, values=changed), f"decide {node.id}", comment or None))


def _part(field: Field, rights: FieldRights, record: Record, value: object) -> object:
    """What is sent of a field; of a table, only what this step lets people write."""
    if not field.row_fields or not in_part(rights, field.id):
        return value
    return merged(field, rights, record.values.get(field.id) or (), value or ())  # type: ignore[arg-type]
