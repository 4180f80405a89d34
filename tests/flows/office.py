"""A small office for flow tests: four people, a form, a clock that stands still."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from engine.flows.compile import compile_flow
from engine.flows.definition import FlowDefinition
from engine.flows.flow import Flow
from engine.flows.node import Env
from engine.flows.outcome import Outcome
from engine.flows.state import CaseState, TaskState
from engine.lang.expressions import (
    DATE,
    MOMENT,
    NUMBER,
    PERSON,
    TEXT,
    ChoiceType,
    ListType,
    RecordType,
    RowsType,
    Scope,
)
from engine.lang.flaws import Flaw
from engine.lang.labels import Label

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
"""A Sunday; the office keeps UTC."""

ROLES: Mapping[str, Sequence[str]] = {
    "purchasing": ["wang"],
    "quality": ["wang", "zhao"],
    "warehouse": ["qian"],
    "empty": [],
    "starters": ["li"],
}

DISPOSITIONS = (
    Outcome("return", Label("退货", "Return"), "fail"),
    Outcome("concession", Label("让步接收", "Concession"), "near"),
)

SCOPE = Scope(
    {
        "quantity": NUMBER,
        "opinion": TEXT,
        "disposition": ChoiceType(("return", "concession")),
        "owner": RecordType(PERSON),
        "unit": RecordType("@department"),
        "helpers": ListType(RecordType(PERSON)),
        "promised": DATE,
        "called_at": MOMENT,
        "lines": RowsType({"item": TEXT, "checked": TEXT}),
    }
)


class Office:
    """`li` starts cases and is led by `zhao`, who is led by `wang`; `qian` heads the unit `store`; `sun` has left."""

    def with_role(self, role: str) -> Sequence[str]:
        return ROLES.get(role, [])

    def by_login(self, login: str) -> str | None:
        return login if self.is_active(login) else None

    def manager_of(self, person: str, level: int = 1) -> str | None:
        above = {"li": "zhao", "zhao": "wang"}.get(person)
        return above if level == 1 or above is None else self.manager_of(above, level - 1)

    def head_of(self, department: str) -> str | None:
        return {"store": "qian"}.get(department)

    def is_active(self, person: str) -> bool:
        return person in {"li", "wang", "zhao", "qian"}

    def name_of(self, person: str) -> str:
        return {"wang": "王五", "zhao": "赵六"}.get(person, person)


def counted_ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"id{next(numbers)}"


def env(values: Mapping[str, Any] | None = None, new_id: Callable[[], str] | None = None, now: datetime = NOW) -> Env:
    return Env(values or {}, now, Office(), new_id or counted_ids())


def compiled(*steps: Mapping[str, Any]) -> Flow | tuple[Flaw, ...]:
    definition = FlowDefinition.model_validate({"flow": "trial", "title": "Trial", "for": "ncr", "steps": list(steps)})
    return compile_flow(definition, SCOPE, lambda field: DISPOSITIONS if field == "disposition" else None)


def flow(*steps: Mapping[str, Any]) -> Flow:
    found = compiled(*steps)
    assert isinstance(found, Flow), found
    return found


def open_task(case: CaseState, node: str, person: str) -> TaskState:
    """The open task of a node that this person may decide."""
    roles = [role for role, members in ROLES.items() if person in members] + (["admin"] if person == "admin" else [])
    return next(task for task in case.open_tasks if task.node == node and task.is_for(person, roles))
