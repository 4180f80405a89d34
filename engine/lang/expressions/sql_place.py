"""Where the names of an expression stand in a query. Storage implements it; the expression language only asks."""

from __future__ import annotations

from enum import Enum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, FromClause

Path = tuple[str, ...]


class Missing(Enum):
    """The answer for a path that is no constant (a constant may well be None)."""

    MISSING = "missing"


MISSING = Missing.MISSING


class SqlPlace(Protocol):
    """One record (or row) of a query, and what is known besides it."""

    def column(self, path: Path) -> ColumnElement[Any]:
        """The column at the end of a path; a link is its id. Links on the way are followed by the place."""

    def rows(self, path: Path) -> tuple[FromClause, ColumnElement[bool], SqlPlace]:
        """A sub-table to select from, the condition that ties its rows to this record, and the place of one row."""

    def constant(self, path: Path) -> object | Missing:
        """The value of a path fixed for the command (`me.organisation`, `today`, `now`, `this.item`), or MISSING."""
