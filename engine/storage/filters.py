"""Filters of a list as they stand in its address: `field:op:value`, one condition each."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_

from engine.lang.problems import Problem, Refused
from engine.storage.tables import FormTable

COMPARE: Mapping[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "eq": operator.eq,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
TEXTS: Mapping[str, Callable[[ColumnElement[Any], str], ColumnElement[bool]]] = {
    "contains": lambda column, value: column.icontains(value, autoescape=True),
    "starts": lambda column, value: column.istartswith(value, autoescape=True),
}
OPERATORS = (*COMPARE, "ne", "in", *TEXTS, "empty", "filled")


def condition(form: FormTable, name: str, op: str, value: object) -> ColumnElement[bool]:
    """One filter whose value is already of the column's Python type (for `in` a list of them; none for `empty`)."""
    if name not in form.table.c:
        raise Refused(Problem(("filter",), "unknown-field", {"name": name}))
    column: ColumnElement[Any] = form.table.c[name]
    if op in COMPARE:
        return COMPARE[op](column, value)
    if op in TEXTS:
        return TEXTS[op](column, str(value))
    if op == "ne":
        return or_(column != value, column.is_(None))
    if op == "in":
        return column.in_(list(value) if isinstance(value, list | tuple | frozenset | set) else [value])
    if op == "empty":
        return column.is_(None)
    if op == "filled":
        return column.is_not(None)
    raise Refused(Problem(("filter",), "unknown-operator", {"name": op, "operators": ", ".join(OPERATORS)}))


def split_filter(text: str) -> tuple[str, str, str]:
    """`field:op:value` in its three parts; the value may hold colons, and be missing (`supplier:empty`)."""
    name, _, rest = text.partition(":")
    op, _, value = rest.partition(":")
    return name, op, value
