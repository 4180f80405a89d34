"""What a plan has to know of a database: how much stands where, counted before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, column, func, inspect, select, table, true

from engine.forms.convert import converted, fits
from engine.forms.field import Field
from engine.forms.words import Words
from engine.storage.case_tables import flow_case, task
from engine.storage.people import person_role
from engine.storage.retype import Source, values_of

WordsFor = Callable[[Field, Field], Words]
"""The names of the records that two fields link to."""


@dataclass(frozen=True)
class Counted:
    """Answers from the database of this connection, as it stands. Places are tables, or columns as `table.column`."""

    connection: Connection
    app: str
    words: WordsFor
    columns: dict[str, frozenset[str]] = field(default_factory=dict)

    def rows(self, disk: str) -> int:
        return self._count(table(disk), true()) if self._columns(disk) else 0

    def filled(self, disk: str) -> int:
        holder, name = _split(disk)
        there = table(holder, column(name))
        return self._count(there, there.c[name].is_not(None)) if name in self._columns(holder) else 0

    def missing(self, disk: str) -> int:
        """Of a table: all records that are submitted, because none of them has a value that is new."""
        holder, name = _split(disk)
        columns = self._columns(holder)
        there = table(holder, column("state"), column("deleted_at"), column(name or "id"))
        submitted = [there.c.state == "submitted", there.c.deleted_at.is_(None)] if "state" in columns else []
        empty = [there.c[name].is_(None)] if name else []
        return self._count(there, *submitted, *empty) if columns and (not name or name in columns) else 0

    def holding(self, disk: str, chooser: Field, option: str) -> int:
        return self._values(disk, chooser, lambda value: option in (value if isinstance(value, list) else [value]))

    def unread(self, disk: str, before: Field, after: Field) -> int:
        words = self.words(before, after)
        return self._values(disk, before, lambda value: converted(value, before, after, words) is None)

    def unfit(self, disk: str, before: Field, after: Field) -> int:
        return self._values(disk, before, lambda value: not fits(value, after))

    def doubled(self, disk: str, columns: Sequence[str]) -> int:
        there = table(disk, column("deleted_at"), *(column(name) for name in columns))
        keys = [there.c[name] for name in columns]
        live = there.c.deleted_at.is_(None), *(key.is_not(None) for key in keys)
        shared = select(func.count().label("many")).select_from(there).where(*live).group_by(*keys)
        groups = shared.having(func.count() > 1).subquery()
        return int(self.connection.execute(select(func.coalesce(func.sum(groups.c.many), 0))).scalar_one())

    def running(self, *, form: str | None = None, flow: str | None = None) -> int:
        wanted = [flow_case.c.app == self.app, flow_case.c.state != "ended"]
        wanted += [flow_case.c.form == form] if form is not None else []
        wanted += [flow_case.c.flow == flow] if flow is not None else []
        return self._count(flow_case, *wanted)

    def waiting(self, flow: str, node: str) -> int:
        here = task.join(flow_case, flow_case.c.id == task.c.case_id)
        of_flow = flow_case.c.app == self.app, flow_case.c.flow == flow
        return self._count(here, *of_flow, task.c.node == node, task.c.state == "open")

    def holders(self, role: str) -> int:
        return self._count(person_role, person_role.c.app == self.app, person_role.c.role == role)

    def _values(self, disk: str, before: Field, counts: Callable[[Any], bool]) -> int:
        holder, name = _split(disk)
        if name not in self._columns(holder):
            return 0
        portions = values_of(self.connection, holder, Source(name, before.column_type()))
        return sum(counts(value) for portion in portions for _, value in portion)

    def _columns(self, holder: str) -> frozenset[str]:
        """None where there is no such table (yet)."""
        if holder not in self.columns:
            there = inspect(self.connection)
            found = there.get_columns(holder) if there.has_table(holder) else ()
            self.columns[holder] = frozenset(each["name"] for each in found)
        return self.columns[holder]

    def _count(self, there: FromClause, *where: ColumnElement[bool]) -> int:
        return self.connection.execute(select(func.count()).select_from(there).where(*where)).scalar_one()


def _split(disk: str) -> tuple[str, str]:
    holder, _, name = disk.partition(".")
    return holder, name
