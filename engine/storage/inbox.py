"""To-do lists: the tasks a person may decide, has decided, or has started off, read from rows by role and person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select, true

from engine.lang.problems import NotFound, Problem
from engine.storage.case_tables import BARRED, flow_case, task, task_assignee

LIMIT = 200
ANY: ColumnElement[bool] = true()


@dataclass(frozen=True, slots=True)
class InboxTask:
    """One entry of a list, with the record it is about and the person who started the flow."""

    id: str
    app: str
    case: str
    flow: str
    version: str
    node: str
    form: str
    record_id: str
    initiator: str | None
    opened_at: datetime
    due: datetime | None
    state: str
    outcome: str | None
    decided_by: str | None
    decided_at: datetime | None


_TASKS: Select[Any] = select(
    task.c.id,
    flow_case.c.app,
    task.c.case_id,
    flow_case.c.flow,
    flow_case.c.version,
    task.c.node,
    flow_case.c.form,
    flow_case.c.record_id,
    flow_case.c.initiator,
    task.c.opened_at,
    task.c.due,
    task.c.state,
    task.c.outcome,
    task.c.decided_by,
    task.c.decided_at,
).join_from(task, flow_case, flow_case.c.id == task.c.case_id)


def todo(
    connection: Connection,
    person_id: str,
    roles: Collection[tuple[str, str]],
    limit: int = LIMIT,
    *,
    about: ColumnElement[bool] = ANY,
) -> tuple[InboxTask, ...]:
    """The open tasks of a person and of their (app, role) pairs, the most urgent first; `about` narrows them."""
    mine = select(task_assignee.c.task_id).where(task_assignee.c.open, _assigned(person_id, roles))
    kept_out = task_assignee.c.open, task_assignee.c.kind == BARRED, task_assignee.c.assignee == person_id
    not_mine = select(task_assignee.c.task_id).where(*kept_out)
    open_ = _TASKS.where(task.c.id.in_(mine), task.c.id.not_in(not_mine), about)
    return _read(connection, open_.order_by(task.c.due.asc().nulls_last(), task.c.id), limit)


def done(
    connection: Connection, person_id: str, limit: int = LIMIT, *, about: ColumnElement[bool] = ANY
) -> tuple[InboxTask, ...]:
    """The tasks a person has decided, the latest first."""
    decided = _TASKS.where(task.c.decided_by == person_id, about)
    return _read(connection, decided.order_by(task.c.decided_at.desc(), task.c.id.desc()), limit)


def started(
    connection: Connection, person_id: str, limit: int = LIMIT, *, about: ColumnElement[bool] = ANY
) -> tuple[InboxTask, ...]:
    """Where the flows stand that a person has started: their open tasks, or the last one; the latest flow first."""
    other = task.alias()
    of_case = other.c.case_id == flow_case.c.id
    some_open = exists().where(of_case, other.c.state == "open")
    last = select(func.max(other.c.id)).where(of_case).scalar_subquery()
    stands = case((some_open, task.c.state == "open"), else_=task.c.id == last)
    mine = _TASKS.where(flow_case.c.initiator == person_id, stands, about)
    return _read(connection, mine.order_by(flow_case.c.started_at.desc(), task.c.id.desc()), limit)


def task_by_id(connection: Connection, task_id: str) -> InboxTask:
    found = _read(connection, _TASKS.where(task.c.id == task_id), 1)
    if not found:
        raise NotFound(Problem((), "not-found"))
    return found[0]


def overdue(connection: Connection, now: datetime, limit: int = LIMIT) -> tuple[InboxTask, ...]:
    """The open tasks whose instant has come."""
    late = _TASKS.where(task.c.state == "open", task.c.due <= now)
    return _read(connection, late.order_by(task.c.due, task.c.id), limit)


def _assigned(person_id: str, roles: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    to_person = and_(task_assignee.c.kind == "person", task_assignee.c.assignee == person_id)
    to_role = (
        and_(task_assignee.c.kind == "role", task_assignee.c.assignee == role, task_assignee.c.app == app)
        for app, role in sorted(roles)
    )
    return or_(to_person, *to_role)


def _read(connection: Connection, query: Select[Any], limit: int) -> tuple[InboxTask, ...]:
    return tuple(InboxTask(*row) for row in connection.execute(query.limit(limit)))
