"""Where a dataset's rows stand in the database: what the caller lends the reports, so that they open no connection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause

if TYPE_CHECKING:
    from engine.lang.expressions import SqlPlace

NameOf = Callable[[str, ColumnElement[Any]], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Ground:
    """`place` finds the columns of names, `rows` is what is selected from: the form's table, or for a form's table the
    child joined to its parent. `record_id` is the id of the record a row belongs to. `name_of(form, id)` gives the
    name of a linked record as one SQL value; it is applied to the groups, after grouping.
    """

    place: SqlPlace
    rows: FromClause
    record_id: ColumnElement[Any]
    name_of: NameOf
