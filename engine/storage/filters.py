"""Filters of a list as they stand in its address: `field:op:value`, one condition each."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, not_, or_, select, true

from engine.lang.columns import TextColumn
from engine.lang.problems import Problem, Refused
from engine.storage.tables import FormTable, part_column

Column = ColumnElement[Any]
Holds = ColumnElement[bool]


def _not_in(column: Column, values: list[Any]) -> Holds:
    return or_(column.not_in(values), column.is_(None))


def _between(column: Column, ends: tuple[Any, Any]) -> Holds:
    """Both ends included; one that is not there is open."""
    low, high = ends
    return and_(true(), *([column >= low] if low is not None else []), *([column <= high] if high is not None else []))


def _has(column: Column, value: str) -> Holds:
    """Whether a list holds a value; `sy_has` is there on both databases."""
    return and_(column.is_not(None), func.sy_has(column, literal(value, TextColumn())))


def _inside(parts: Mapping[str, Column], corners: tuple[Any, Any]) -> Holds:
    """Whether a place lies in a box, the south-west corner first; one whose west is east of its east goes round 180."""
    low, high = corners
    latitude, longitude = parts["latitude"], parts["longitude"]
    west, east = longitude >= low["longitude"], longitude <= high["longitude"]
    across = (
        and_(west, east) if low["longitude"] <= high["longitude"] else and_(longitude.is_not(None), or_(west, east))
    )
    return and_(latitude >= low["latitude"], latitude <= high["latitude"], across)


def _covers(parts: Mapping[str, Column], day: Any) -> Holds:
    return and_(parts["start"] <= day, or_(parts["end"].is_(None), parts["end"] >= day))


def _overlaps(parts: Mapping[str, Column], ends: tuple[Any, Any]) -> Holds:
    """Whether two periods share a day; an end that is not there is open."""
    first, last = ends
    begun = true() if last is None else parts["start"] <= last
    lasting = true() if first is None else or_(parts["end"].is_(None), parts["end"] >= first)
    return and_(parts["start"].is_not(None), begun, lasting)


CONDITIONS: Mapping[str, Callable[[Any, Any], Holds]] = {
    "eq": operator.eq,
    "ne": lambda column, value: or_(column != value, column.is_(None)),
    "in": lambda column, values: column.in_(values),
    "not_in": _not_in,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "between": _between,
    "on": lambda column, day: and_(column >= day[0], column < day[1]),
    "contains": lambda column, text: column.icontains(text, autoescape=True),
    "starts": lambda column, text: column.istartswith(text, autoescape=True),
    "ends": lambda column, text: column.iendswith(text, autoescape=True),
    "named": lambda column, text: column.icontains(text, autoescape=True),
    "under": lambda column, values: column.in_(values),
    "any": lambda column, values: or_(*(_has(column, value) for value in values)),
    "all": lambda column, values: and_(*(_has(column, value) for value in values)),
    "none": lambda column, values: not_(or_(*(_has(column, value) for value in values))),
    "inside": _inside,
    "covers": _covers,
    "overlaps": _overlaps,
    "empty": lambda column, _: column.is_(None),
    "filled": lambda column, _: column.is_not(None),
}


OF_PARTS = frozenset({"inside", "covers", "overlaps"})
"""What is asked of all parts of a value that is kept in several columns."""


def condition(form: FormTable, name: str, op: str, value: object, named: Column | None = None) -> Holds:
    """One filter, its value as the field's kind has read it. `named` is what a link's target is called."""
    if op not in CONDITIONS:
        raise Refused(Problem(("filter",), "unknown-operator", {"name": op, "operators": ", ".join(CONDITIONS)}))
    if name in form.rows:
        return _rows(form, name, op)
    if name in form.parts:
        parts = {part: form.table.c[part_column(name, part)] for part in form.parts[name]}
        return CONDITIONS[op](parts if op in OF_PARTS else next(iter(parts.values())), value)
    if name not in form.table.c:
        raise Refused(Problem(("filter",), "unknown-field", {"name": name}))
    column: Column = form.table.c[name]
    return CONDITIONS[op](named if op == "named" and named is not None else column, value)


def _rows(form: FormTable, name: str, op: str) -> Holds:
    """Whether a table in the record has rows."""
    rows = form.rows[name].table
    there = exists(select(literal(1)).select_from(rows).where(rows.c.parent_id == form.table.c.id))
    return there if op == "filled" else not_(there)


def split_filter(text: str) -> tuple[str, str, str]:
    """`field:op:value` in its three parts; the value may hold colons, and be missing (`supplier:empty`)."""
    name, _, rest = text.partition(":")
    op, _, value = rest.partition(":")
    return name, op, value
