"""Where a dataset's rows stand in the app's tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select

from engine.reports.dataset import Dataset
from engine.reports.ground import Ground
from engine.runtime.allowed import name_told, place
from engine.runtime.turn import Turn
from engine.storage.place import RowPlace


def ground_of(turn: Turn, dataset: Dataset) -> Ground:
    """The form's table, or a table in the form joined to it; deleted records count nowhere."""
    here = place(turn, dataset.form)
    table = turn.tables.form(dataset.form)

    def name_of(form: str, record_id: ColumnElement[Any]) -> ColumnElement[Any]:
        target = turn.tables.form(form)
        named = target.table.alias()
        told = name_told(turn, form, named)
        named_so = select(named.c[target.name]).where(named.c.id == record_id, told)
        return named_so.correlate_except(named).scalar_subquery()

    if dataset.table is None:
        return Ground(here, table.table, table.table.c.id, name_of)
    rows = table.rows[dataset.table]
    joined = rows.table.join(table.table, rows.table.c.parent_id == table.table.c.id)
    return Ground(RowPlace(here, rows.table, rows.links), joined, table.table.c.id, name_of)
