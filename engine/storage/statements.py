"""Statements of hot paths, built once for each table: building one costs as much as running it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Delete, Insert, Select, Table, Update, bindparam, delete, insert, select, update

from engine.storage.upsert import insert_into

WHICH = "_which"
SEEN = "_seen"
"""Names of bound values besides the columns: which record (or records), and the revision that was seen."""
built_once = lru_cache(maxsize=1000)


@built_once
def new_record(dialect: str, table: Table) -> Insert:
    """Takes a row; answers its id, or nothing where a unique column has the value already."""
    return insert_into(dialect, table).on_conflict_do_nothing().returning(table.c.id)


@built_once
def change_of_record(table: Table) -> Update:
    """Takes a row, `WHICH` and the revision `SEEN`; hits nothing where that is not the latest."""
    return update(table).where(table.c.id == bindparam(WHICH), table.c.rev == bindparam(SEEN))


@built_once
def one_record(table: Table) -> Select[Any]:
    """The record `WHICH`, unless it is deleted."""
    return select(table).where(table.c.id == bindparam(WHICH), table.c.deleted_at.is_(None))


@built_once
def records(table: Table) -> Select[Any]:
    """The records `WHICH`, a list, deleted ones included."""
    return select(table).where(table.c.id.in_(bindparam(WHICH, expanding=True)))


@built_once
def names(table: Table, name: str) -> Select[Any]:
    """Id and name of the records `WHICH`, a list."""
    return select(table.c.id, table.c[name]).where(table.c.id.in_(bindparam(WHICH, expanding=True)))


@built_once
def new_rows(table: Table) -> Insert:
    return insert(table)


@built_once
def no_rows(table: Table) -> Delete:
    """Removes the rows of the record `WHICH`."""
    return delete(table).where(table.c.parent_id == bindparam(WHICH))


@built_once
def rows_of_records(table: Table) -> Select[Any]:
    """The rows of the records `WHICH`, a list, in their order."""
    of_records = table.c.parent_id.in_(bindparam(WHICH, expanding=True))
    return select(table).where(of_records).order_by(table.c.parent_id, table.c.position)
