"""Completing a record: rows copied, defaults proposed, values computed, what is hidden cleared, each in its turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.forms.copies import as_source, fill_rows, recopy
from engine.forms.field import Field
from engine.forms.field_types.table import Row
from engine.forms.order import Node, Step
from engine.forms.seen import Env, RecordSeen, Values
from engine.forms.shown import is_shown


class Computing:
    """One completion. `before` is the record as it was submitted: its snapshots then stay as they are.

    A computed value of a submitted record changes only when something it reads in the record has changed, and copied
    columns come from the stored rows.
    """

    def __init__(self, fields: Mapping[str, Field], values: Values, env: Env, before: Values | None) -> None:
        self.fields = fields
        self.before = before
        self.values: dict[str, Any] = {name: value for name, value in values.items() if name in fields}
        self.seen = RecordSeen(fields, self.values, env)
        self.changed: set[Node] = set()

    def run(self, order: Sequence[Step]) -> dict[str, Any]:
        for step in order:
            field = self.fields[step.node[0]]
            if field.entered_only and self.before is None:
                continue
            if len(step.node) > 1:
                self._column(field, field.columns[step.node[1]], step)
            elif field.row_fields:
                self._rows(field)
            elif field.stored:
                self._field(field, step)
        return {field.id: self.values.get(field.id) for field in self.fields.values() if field.stored}

    def _field(self, field: Field, step: Step) -> None:
        name = field.id
        if field.value is not None and not self._stays(step):
            self.values[name] = field.fit(field.value.evaluate(self.seen))
        elif field.value is not None:
            self.values[name] = (self.before or {}).get(name)
        elif name not in self.values and field.default is not None:
            self.values[name] = field.fit(field.default.evaluate(self.seen))
        if not is_shown(field, self.seen):
            self.values[name] = None
        if self.before is not None and self.values.get(name) != self.before.get(name):
            self.changed.add(step.node)

    def _stays(self, step: Step) -> bool:
        return self.before is not None and not step.reads & self.changed

    def _rows(self, table: Field) -> None:
        rows: Sequence[Row] = self.values.get(table.id) or ()
        if table.source_path is not None:
            source = source_rows(table, self.seen, self.before)
            rows = recopy(table, rows, source) if table.id in self.values else fill_rows(table, source)
        if not is_shown(table, self.seen):
            rows = ()
        self.values[table.id] = tuple(dict(row) for row in rows)
        if self.before is not None and [row.get("id") for row in rows] != list(self._rows_before(table)):
            self.changed.add((table.id,))

    def _rows_before(self, table: Field) -> Mapping[str, Row]:
        return {row["id"]: row for row in (self.before or {}).get(table.id) or ()}

    def _column(self, table: Field, column: Field, step: Step) -> None:
        if not column.drawn:
            return
        before = self._rows_before(table)
        record_changed = bool({node for node in step.reads if node[0] != table.id} & self.changed)
        for row in self.values[table.id]:
            old = before.get(row.get("id"))
            stays = old is not None and not record_changed and not self._differs(table, step, row, old)
            self._cell(table, column, row, old if stays else None)
            if self.before is not None and (old is None or old.get(column.id) != row[column.id]):
                self.changed.add(step.node)

    @staticmethod
    def _differs(table: Field, step: Step, row: Row, old: Row) -> bool:
        """Whether anything that the column reads in its own row has changed."""
        own = (node[1] for node in step.reads if node[0] == table.id and len(node) > 1)
        return any(row.get(name) != old.get(name) for name in own)

    def _cell(self, table: Field, column: Field, row: Row, old: Row | None) -> None:
        if column.entered_only:
            row.setdefault(column.id, None)
            return
        names = self.seen.row(table, row)
        if column.value is not None:
            row[column.id] = column.fit(column.value.evaluate(names)) if old is None else old.get(column.id)
        elif column.id not in row and column.default is not None:
            row[column.id] = column.fit(column.default.evaluate(names))
        if column.id not in row or not is_shown(column, names):
            row[column.id] = None


def source_rows(table: Field, seen: RecordSeen, before: Values | None) -> Sequence[Mapping[str, Any]]:
    """The rows a table is copied from: of the linked record, or its own stored rows once it was submitted."""
    if before is not None:
        return as_source(before.get(table.id) or ())
    if table.source_path is None:
        return ()
    return tuple(table.source_path.evaluate(seen) or ())
