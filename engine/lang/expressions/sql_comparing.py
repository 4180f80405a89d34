"""Comparisons in SQL: always true or false, native on columns, exact on computed numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import ge, gt, le, lt
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, false, func, or_, true
from sqlalchemy.sql.elements import Grouping

from engine.lang.expressions import comparing
from engine.lang.expressions.sql_elements import Sql, is_column

Condition = ColumnElement[bool]

TURNED = {"==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
IN_PYTHON: dict[str, Callable[[Any, Any], bool]] = {
    "==": comparing.same,
    "<": comparing.less,
    "<=": comparing.at_most,
    ">": comparing.greater,
    ">=": comparing.at_least,
}
ORDER: dict[str, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def whole(element: Sql) -> Sql:
    """A condition in parentheses: PostgreSQL reads `NOT a IS NOT DISTINCT FROM b` as the negation of all of it."""
    return Grouping(element) if isinstance(element.type, Boolean) and not is_column(element) else element


def of_constants(op: str, left: Any, right: Any) -> Condition:
    return true() if IN_PYTHON[op](left, right) else false()


def with_value(op: str, element: Sql, value: Sql) -> Condition:
    """Against a value that is not null."""
    holds: Condition = element == value if op == "==" else ORDER[op](element, value)
    return _certain(element, holds)


def of_elements(op: str, left: Sql, right: Sql) -> Condition:
    if op == "==":
        return left.is_not_distinct_from(right)
    return func.coalesce(ORDER[op](left, right), false())


def of_numbers(op: str, left: Sql, right: Sql) -> Condition:
    """Where at least one side is computed: on SQLite such numbers are text, compared by a function."""
    match op:
        case "==":
            return func.sy_same(left, right, type_=Boolean())
        case "<" | "<=":
            name = func.sy_less if op == "<" else func.sy_at_most
            return name(left, right, type_=Boolean())
    return of_numbers(TURNED[op], right, left)


def among_values(element: Sql, values: Sequence[Sql]) -> Condition:
    return _certain(element, element.in_(values)) if values else false()


def in_range(column: Sql, lower: Sql | None, upper: Sql | None) -> Condition:
    """Between ends that are constants; a missing end is open."""
    ends = [column >= lower] if lower is not None else []
    ends += [column <= upper] if upper is not None else []
    return and_(*ends, column.is_not(None))


def text_is_empty(element: Sql, nothing: Sql) -> Condition:
    if is_column(element):
        return or_(element.is_(None), element == nothing)
    return func.coalesce(element, nothing) == nothing


def _certain(element: Sql, holds: Condition) -> Condition:
    """False instead of null; a column is named again rather than wrapped, so that an index still serves it."""
    return and_(holds, element.is_not(None)) if is_column(element) else func.coalesce(holds, false())
