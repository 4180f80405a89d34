"""The activations of a case as rows: where it has been, where it is, and when it has to be woken there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select, update

from engine.flows.activation import Activation, Note, Timer
from engine.storage.case_tables import flow_activation, flow_case

NOTE = TypeAdapter(Note | None)
_TIMERS = TypeAdapter(tuple[Timer, ...])
_COLUMNS = ("id", "node", "visit", "opened_at", "closed_at", "outcome", "cause", "round", "due")


@dataclass(frozen=True, slots=True)
class Waking:
    """An activation that has to be woken, and when."""

    app: str
    case: str
    activation: str
    at: datetime


def insert_activations(connection: Connection, case_id: str, activations: Iterable[Activation]) -> None:
    rows = [_row(one) | {"case_id": case_id} for one in activations]
    if rows:
        connection.execute(insert(flow_activation), rows)


def update_activation(connection: Connection, one: Activation) -> None:
    connection.execute(update(flow_activation).where(flow_activation.c.id == one.id).values(_row(one)))


def activations_of(connection: Connection, case_ids: Collection[str]) -> dict[str, tuple[Activation, ...]]:
    """The activations by case, in the order in which they were opened."""
    if not case_ids:
        return {}
    query = select(flow_activation).where(flow_activation.c.case_id.in_(case_ids)).order_by(flow_activation.c.id)
    found: dict[str, tuple[Activation, ...]] = {}
    for row in connection.execute(query).mappings():
        found[row["case_id"]] = (*found.get(row["case_id"], ()), _activation(row))
    return found


def first_waking(connection: Connection, app: str, until: datetime) -> Waking | None:
    """The activation of an app that has to be woken first, if any has by then."""
    query = (
        select(flow_case.c.app, flow_activation.c.case_id, flow_activation.c.id, flow_activation.c.wake_at)
        .join_from(flow_activation, flow_case, flow_case.c.id == flow_activation.c.case_id)
        .where(flow_case.c.app == app, flow_activation.c.wake_at <= until)
        .order_by(flow_activation.c.wake_at, flow_activation.c.id)
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else Waking(*row)


def _row(one: Activation) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _COLUMNS} | {
        "wake_at": one.wake_at,
        "timers": _TIMERS.dump_python(one.timers, mode="json"),
        "stuck": NOTE.dump_python(one.stuck, mode="json"),
    }


def _activation(row: Any) -> Activation:
    return Activation(
        **{name: row[name] for name in _COLUMNS},
        timers=_TIMERS.validate_python(row["timers"]),
        stuck=NOTE.validate_python(row["stuck"]),
    )
