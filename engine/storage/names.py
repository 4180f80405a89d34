"""What all records of a form are called."""

from __future__ import annotations

from sqlalchemy import Connection, select

from engine.storage.tables import FormTable


def every_name(connection: Connection, form: FormTable) -> dict[str, str]:
    """The names of the records that have one, by id; deleted records have none."""
    columns = form.table.c
    there = [columns.deleted_at.is_(None)] if "deleted_at" in columns else []
    named = select(columns.id, columns[form.name]).where(columns[form.name].is_not(None), *there)
    return {record_id: str(name) for record_id, name in connection.execute(named)}
