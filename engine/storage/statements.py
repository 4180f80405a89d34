"""Statements of hot paths over the tables of forms, each made once for each table."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Executable,
    Select,
    Table,
    Text,
    all_,
    any_,
    bindparam,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy import update as update_of

from engine.storage.prepared import Prepared
from engine.storage.system import JsonColumn
from engine.storage.upsert import insert_into

WHICH = "_which"
SEEN = "_seen"
PARENT = "_parent"
"""Names of bound values besides the columns: which (or a list of them), the revision that was seen, whose rows."""
built_once = lru_cache(maxsize=1000)


@built_once
def new_record(table: Table) -> Prepared:
    """Takes a row; changes nothing where a unique column has the value already."""
    return Prepared(lambda dialect: insert_into(dialect, table).on_conflict_do_nothing())


@built_once
def change_of_record(table: Table) -> Prepared:
    """Takes a row, `WHICH` and the revision `SEEN`; changes nothing where that is not the latest."""
    seen = table.c.id == bindparam(WHICH), table.c.rev == bindparam(SEEN)
    return Prepared.of(update_of(table).where(*seen), given=tuple(table.c.keys()))


@built_once
def one_record(table: Table) -> Select[Any]:
    """The record `WHICH`, unless it is deleted; to be narrowed or locked."""
    return select(table).where(table.c.id == bindparam(WHICH), table.c.deleted_at.is_(None))


@built_once
def records(table: Table) -> Prepared:
    """The records `WHICH`, deleted ones included."""
    return _of_listed(table.c.id, lambda listed: select(table).where(listed))


@built_once
def names(table: Table, name: str) -> Prepared:
    """Id and name of the records `WHICH`."""
    return _of_listed(table.c.id, lambda listed: select(table.c.id, table.c[name]).where(listed))


@built_once
def new_rows(table: Table) -> Prepared:
    return Prepared.of(insert(table))


@built_once
def changed_rows(table: Table) -> Prepared:
    """Takes rows; one that stands is changed and keeps what is archived of it."""

    def build(dialect: str) -> Executable:
        new = insert_into(dialect, table)
        set_ = {column.name: new.excluded[column.name] for column in table.c if column.name != "id"}
        return new.on_conflict_do_update(index_elements=["id"], set_=set_)

    return Prepared(build)


@built_once
def other_rows(table: Table) -> Prepared:
    """Removes the rows of the record `PARENT` but `WHICH`, a list."""
    of_parent = delete(table).where(table.c.parent_id == bindparam(PARENT))

    def build(dialect: str) -> Executable:
        if dialect == "postgresql":
            return of_parent.where(table.c.id != all_(bindparam(WHICH, type_=ARRAY(Text))))
        listed = func.json_each(bindparam(WHICH, type_=JsonColumn)).table_valued("value")
        return of_parent.where(table.c.id.not_in(select(listed.c.value)))

    return Prepared(build)


@built_once
def rows_of_records(table: Table) -> Prepared:
    """The rows of the records `WHICH`, in their order."""
    ordered = select(table).order_by(table.c.parent_id, table.c.position)
    return _of_listed(table.c.parent_id, ordered.where)


def _of_listed(column: Column[Any], query: Callable[[ColumnElement[bool]], Select[Any]]) -> Prepared:
    """A select of the rows whose column is in the list `WHICH`: one text for lists of any length."""

    def build(dialect: str) -> Select[Any]:
        if dialect == "postgresql":
            return query(column == any_(bindparam(WHICH, type_=ARRAY(Text))))
        listed = func.json_each(bindparam(WHICH, type_=JsonColumn)).table_valued("value")
        return query(column.in_(select(listed.c.value)))

    return Prepared(build)
