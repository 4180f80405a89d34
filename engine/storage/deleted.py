"""Records that are out of sight."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, select

from engine.storage.records import Record, read_records
from engine.storage.tables import FormTable


def deleted_records(
    connection: Connection, form: FormTable, *where: ColumnElement[bool], limit: int
) -> tuple[Record, ...]:
    """Those that meet the conditions, the last deleted first."""
    there = form.table.c
    query = select(form.table).where(there.deleted_at.is_not(None), *where)
    return read_records(connection, form, query.order_by(there.deleted_at.desc(), there.id.desc()).limit(limit))


def lock_deleted(connection: Connection, form: FormTable, record_id: str, *where: ColumnElement[bool]) -> Record | None:
    """A deleted record, locked until the transaction ends; none where there is none that meets the conditions."""
    there = form.table.c
    query = select(form.table).where(there.id == record_id, there.deleted_at.is_not(None), *where)
    return next(iter(read_records(connection, form, query.with_for_update(of=form.table))), None)
