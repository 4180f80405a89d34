"""Aggregates in SQL: over a sub-table as a correlated subquery, over the group as plain aggregate functions."""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import ColumnClause, ColumnElement, FromClause, and_, case, exists, func, literal_column, not_, select
from sqlalchemy.sql import visitors

from engine.lang.expressions.sql_elements import Exact, Ordered, Sql, sql_type
from engine.lang.expressions.tree import Aggregate, Name, Node
from engine.lang.expressions.types import NUMBER, TEXT

Rows = tuple[FromClause, ColumnElement[bool]]
"""A sub-table, and the condition that ties its rows to their record."""
ONE: Sql = literal_column("1")


class Translating(Protocol):
    """What an aggregate needs of the translation it is part of."""

    def condition(self, node: Node) -> ColumnElement[bool]: ...

    def typed(self, node: Node, type_: Any) -> Sql: ...


def of_rows(translation: Translating, aggregate: Aggregate, source: FromClause, tie: ColumnElement[bool]) -> Sql:
    """Over the rows of a sub-table, tied to the record they belong to."""
    body = aggregate.body
    match aggregate.op:
        case "any" | "all" if body is not None:
            holds = translation.condition(body)
            sought = holds if aggregate.op == "any" else not_(holds)
            found = exists(select(ONE).select_from(source).where(and_(tie, sought)).correlate_except(source))
            return found if aggregate.op == "any" else not_(found)
        case "count":
            condition = tie if body is None else and_(tie, translation.condition(body))
            number = select(func.count()).select_from(source).where(condition)
            return number.correlate_except(source).scalar_subquery()
    value = _value(translation, aggregate, (source, tie))
    return select(value).select_from(source).where(tie).correlate_except(source).scalar_subquery()


def of_group(translation: Translating, aggregate: Aggregate) -> Sql:
    """Over the rows of the group of the query it stands in."""
    body = aggregate.body
    if body is None:
        return func.count()
    match aggregate.op:
        case "count":
            return func.count(case((translation.condition(body), ONE)))
        case "any":
            return func.count(case((translation.condition(body), ONE))) > 0
        case "all":
            return func.count(case((not_(translation.condition(body)), ONE))) == 0
    return _value(translation, aggregate)


def _value(translation: Translating, aggregate: Aggregate, rows: Rows | None = None) -> Sql:
    """The aggregate function, over `rows` or over the group."""
    body = aggregate.body
    if body is None:
        raise AssertionError(aggregate.op)
    numeric = sql_type(NUMBER)
    if aggregate.op in ("sum", "avg"):
        element = _kept(translation.typed(body, NUMBER), rows)
        total: Sql = func.sy_total(element, type_=numeric)
        if aggregate.op == "sum":
            return func.sy_fit(func.coalesce(total, literal_column("0")), type_=numeric)
        return func.sy_divide(total, func.count(element), type_=numeric)
    element = _kept(translation.typed(body, aggregate.type), rows)
    if body.type == NUMBER and not isinstance(body, Name):
        element = Exact(element)
    elif body.type == TEXT:
        element = Ordered(element)
    edge: Sql = (func.min if aggregate.op == "min" else func.max)(element, type_=sql_type(aggregate.type))
    return edge


def _kept(element: Sql, rows: Rows | None) -> Sql:
    """In SQL an aggregate belongs to the query whose columns it names. Where it names none of its rows, the condition
    that ties them to their record, true for all of them, keeps it in the subquery.
    """
    if rows is None:
        return element
    source, tie = rows
    named = (each for each in visitors.iterate(element) if isinstance(each, ColumnClause))
    return element if any(column.table is source for column in named) else case((tie, element))
