"""Running flows as rows: the case, its tasks and who may decide them, and what has happened so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.flows.activation import Note
from engine.flows.state import Assignee, CaseState, TaskState
from engine.lang.problems import Conflict, NotFound, Problem
from engine.storage.activations import NOTE, activations_of, insert_activations, update_activation
from engine.storage.case_tables import BARRED, case_event, flow_case, task, task_assignee

_CASE_COLUMNS = (
    "id",
    "flow",
    "version",
    "record_id",
    "initiator",
    "started_at",
    "state",
    "outcome",
    "ended_at",
    "round",
)
_TASK_COLUMNS = (
    "id",
    "node",
    "activation",
    "opened_at",
    "due",
    "state",
    "outcome",
    "decided_by",
    "decided_at",
    "comment",
)


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case with where it belongs: the app, and the form of its record."""

    app: str
    form: str
    state: CaseState


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One line of a case's timeline. `what`: started, opened, decided, closed, reminded, changed, noted,
    retried, ended."""

    id: str
    case_id: str
    at: datetime
    actor: str | None
    what: str
    node: str | None = None
    task_id: str | None = None
    outcome: str | None = None
    comment: str | None = None
    note: Note | None = None


def insert_case(connection: Connection, stored: StoredCase) -> None:
    """Store a new case; while another of the same flow runs for the record it is a `Conflict`."""
    try:
        connection.execute(insert(flow_case).values(_case_row(stored)))
    except IntegrityError as error:
        raise Conflict(Problem((), "flow-running")) from error
    insert_activations(connection, stored.state.id, stored.state.activations)
    _insert_tasks(connection, stored, stored.state.tasks)


def update_case(connection: Connection, before: CaseState, after: StoredCase) -> None:
    """Store what a move changed in a case; `before` is what `load_case(…, lock=True)` answered in this transaction."""
    connection.execute(update(flow_case).where(flow_case.c.id == before.id).values(_case_row(after)))
    stood = {one.id: one for one in before.activations}
    insert_activations(connection, before.id, (one for one in after.state.activations if one.id not in stood))
    for activation in after.state.activations:
        if activation.id in stood and activation != stood[activation.id]:
            update_activation(connection, activation)
    known = {one.id: one for one in before.tasks}
    _insert_tasks(connection, after, (one for one in after.state.tasks if one.id not in known))
    for one in after.state.tasks:
        if one.id in known and one != known[one.id]:
            _update_task(connection, after.app, known[one.id], one)


def load_case(connection: Connection, case_id: str, *, lock: bool = False) -> StoredCase:
    """The case with all its tasks. `lock` it before votes are counted: of two who decide at once the second one waits,
    and sees what the first has decided."""
    query = select(flow_case).where(flow_case.c.id == case_id)
    found = _cases(connection, query.with_for_update() if lock else query)
    if not found:
        raise NotFound(Problem((), "not-found"))
    return found[0]


def case_of_task(connection: Connection, task_id: str, *, lock: bool = False) -> StoredCase:
    case_id = connection.execute(select(task.c.case_id).where(task.c.id == task_id)).scalar_one_or_none()
    return load_case(connection, case_id or "", lock=lock)


def cases_of_record(
    connection: Connection, app: str, form: str, record_id: str, *, lock: bool = False
) -> tuple[StoredCase, ...]:
    """All flows that run or ran for a record, oldest first."""
    of_record = flow_case.c.app == app, flow_case.c.form == form, flow_case.c.record_id == record_id
    query = select(flow_case).where(*of_record).order_by(flow_case.c.id)
    return _cases(connection, query.with_for_update() if lock else query)


def stuck_cases(connection: Connection, app: str, limit: int = 200) -> tuple[StoredCase, ...]:
    """The cases of an app that wait for an administrator, the longest first."""
    stuck = flow_case.c.app == app, flow_case.c.state == "incident"
    return _cases(connection, select(flow_case).where(*stuck).order_by(flow_case.c.id).limit(limit))


def running_count(connection: Connection, app: str) -> int:
    """How many cases of an app have not ended: what a publication has to reckon with."""
    running = select(flow_case.c.id).where(flow_case.c.app == app, flow_case.c.state != "ended")
    return len(connection.execute(running).all())


def append_events(connection: Connection, events: Sequence[CaseEvent]) -> None:
    rows = [
        {name: getattr(one, name) for name in CaseEvent.__dataclass_fields__}
        | {"note": None if one.note is None else NOTE.dump_python(one.note, mode="json")}
        for one in events
    ]
    if rows:
        connection.execute(insert(case_event), rows)


def events_of(connection: Connection, case_id: str) -> tuple[CaseEvent, ...]:
    query = select(case_event).where(case_event.c.case_id == case_id).order_by(case_event.c.at, case_event.c.id)
    return tuple(
        CaseEvent(**{**row, "note": NOTE.validate_python(row["note"])}) for row in connection.execute(query).mappings()
    )


def _case_row(stored: StoredCase) -> dict[str, Any]:
    state = stored.state
    return {name: getattr(state, name) for name in _CASE_COLUMNS} | {"app": stored.app, "form": stored.form}


def _insert_tasks(connection: Connection, stored: StoredCase, tasks: Iterable[TaskState]) -> None:
    new = list(tasks)
    if new:
        rows = [{name: getattr(one, name) for name in _TASK_COLUMNS} | {"case_id": one.case} for one in new]
        connection.execute(insert(task), rows)
    _assign(connection, stored.app, new)


def _update_task(connection: Connection, app: str, before: TaskState, after: TaskState) -> None:
    row = {name: getattr(after, name) for name in _TASK_COLUMNS}
    connection.execute(update(task).where(task.c.id == after.id).values(row))
    if (before.assignees, before.barred, before.state) != (after.assignees, after.barred, after.state):
        connection.execute(delete(task_assignee).where(task_assignee.c.task_id == after.id))
        _assign(connection, app, [after])


def _assign(connection: Connection, app: str, tasks: Iterable[TaskState]) -> None:
    rows = [
        {"task_id": one.id, "kind": kind, "assignee": who, "app": app, "open": one.state == "open"}
        for one in tasks
        for kind, who in dict.fromkeys(
            [*((each.kind, each.id) for each in one.assignees), *((BARRED, person) for person in one.barred)]
        )
    ]
    if rows:
        connection.execute(insert(task_assignee), rows)


def _cases(connection: Connection, query: Select[Any]) -> tuple[StoredCase, ...]:
    rows = connection.execute(query).mappings().all()
    ids = [row["id"] for row in rows]
    tasks, activations = _tasks(connection, ids), activations_of(connection, ids)
    return tuple(
        StoredCase(
            row["app"],
            row["form"],
            CaseState(
                **{name: row[name] for name in _CASE_COLUMNS},
                activations=activations.get(row["id"], ()),
                tasks=tuple(one for one in tasks if one.case == row["id"]),
            ),
        )
        for row in rows
    )


def _tasks(connection: Connection, case_ids: Sequence[str]) -> list[TaskState]:
    if not case_ids:
        return []
    whose = and_(task_assignee.c.task_id == task.c.id)
    query = select(task, task_assignee.c.kind, task_assignee.c.assignee).outerjoin(task_assignee, whose)
    ordered = query.where(task.c.case_id.in_(case_ids)).order_by(
        task.c.id, task_assignee.c.kind, task_assignee.c.assignee
    )
    heads: dict[str, Any] = {}
    assignees: dict[str, list[tuple[Any, str]]] = {}
    for row in connection.execute(ordered).mappings():
        heads[row["id"]] = row
        assignees.setdefault(row["id"], [])
        if row["kind"] is not None:
            assignees[row["id"]].append((row["kind"], row["assignee"]))
    return [
        TaskState(
            case=row["case_id"],
            assignees=tuple(Assignee(kind, who) for kind, who in assignees[id_] if kind != BARRED),
            barred=tuple(who for kind, who in assignees[id_] if kind == BARRED),
            **{name: row[name] for name in _TASK_COLUMNS},
        )
        for id_, row in heads.items()
    ]
