"""Who was told of a case at a `cc` node, and who has read it since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true, update

from engine.flows.state import Copy
from engine.lang.problems import NotFound, Problem
from engine.storage.case_tables import flow_case, flow_copy
from engine.storage.upsert import insert_into

LIMIT = 200
ANY: ColumnElement[bool] = true()


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """One copy, with the record it is about."""

    id: str
    app: str
    case: str
    flow: str
    version: str
    node: str
    form: str
    record_id: str
    person: str
    sent_at: datetime
    read_at: datetime | None


_COPIES: Select[Any] = select(
    flow_copy.c.id,
    flow_case.c.app,
    flow_copy.c.case_id,
    flow_case.c.flow,
    flow_case.c.version,
    flow_copy.c.node,
    flow_case.c.form,
    flow_case.c.record_id,
    flow_copy.c.person_id,
    flow_copy.c.sent_at,
    flow_copy.c.read_at,
).join_from(flow_copy, flow_case, flow_case.c.id == flow_copy.c.case_id)


def send_copies(connection: Connection, case_id: str, copies: Iterable[Copy]) -> None:
    """Tell these people; who was told of the case before is not told again."""
    rows = [
        {
            "id": one.id,
            "case_id": case_id,
            "activation": one.activation,
            "node": one.node,
            "person_id": one.person,
            "sent_at": one.sent_at,
        }
        for one in copies
    ]
    if rows:
        once = insert_into(connection, flow_copy).on_conflict_do_nothing(index_elements=["case_id", "person_id"])
        connection.execute(once, rows)


def copied(
    connection: Connection, person_id: str, limit: int = LIMIT, *, about: ColumnElement[bool] = ANY
) -> tuple[StoredCopy, ...]:
    """What a person was told of, the latest first."""
    mine = _COPIES.where(flow_copy.c.person_id == person_id, about)
    query = mine.order_by(flow_copy.c.sent_at.desc(), flow_copy.c.id.desc()).limit(limit)
    return tuple(StoredCopy(*row) for row in connection.execute(query))


def copy_by_id(connection: Connection, copy_id: str) -> StoredCopy:
    row = connection.execute(_COPIES.where(flow_copy.c.id == copy_id)).first()
    if row is None:
        raise NotFound(Problem((), "not-found"))
    return StoredCopy(*row)


def mark_read(connection: Connection, copy_id: str, at: datetime) -> None:
    """Read once; a second time changes nothing."""
    unread = update(flow_copy).where(flow_copy.c.id == copy_id, flow_copy.c.read_at.is_(None))
    connection.execute(unread.values(read_at=at))


def unread_count(connection: Connection, person_id: str) -> int:
    unread = select(func.count()).where(flow_copy.c.person_id == person_id, flow_copy.c.read_at.is_(None))
    return connection.execute(unread).scalar_one()
