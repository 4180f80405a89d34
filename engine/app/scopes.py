"""Which names an expression may use, for each place in an app where an expression stands."""

from __future__ import annotations

from collections.abc import Mapping

from engine.app.names import Names
from engine.forms.field_kind import FieldKind
from engine.lang.expressions import PERSON, RecordType, Scope
from engine.lang.labels import Label

TITLES: Mapping[str, Label] = {
    "number": Label("单号", "Number"),
    "state": Label("状态", "State"),
    "created_at": Label("创建时间", "Created at"),
    "created_by": Label("创建人", "Created by"),
    "changed_at": Label("修改时间", "Changed at"),
    "changed_by": Label("修改人", "Changed by"),
    "submitted_at": Label("提交时间", "Submitted at"),
    "submitted_by": Label("提交人", "Submitted by"),
    "frozen": Label("已冻结", "Frozen"),
}
"""What people call the names that are no fields."""


class Scopes:
    """Scopes over the forms of an app. All of them know `me`."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def record(self, form_id: str) -> Scope:
        """Over a record of the form: its names and `this`. KeyError where there is no such form."""
        return Scope(self.names.of(form_id), self.names.of, self._around(form_id))

    def row(self, form_id: str, table: str) -> Scope:
        """Over a row of a table: its columns first, then the record's names."""
        return Scope(self.names.columns(form_id, table), self.names.of, self.record(form_id))

    def where(self, form_id: str, target: str) -> Scope:
        """Over the records a link may point at: the target's names; `this` is the record that is being filled in."""
        return Scope(self.names.of(target), self.names.of, self._around(form_id))

    def kind_at(self, form_id: str, path: tuple[str, ...]) -> FieldKind | None:
        """The field at the end of a path; none where it leads to no field."""
        return self.names.kind_at(form_id, path)

    def find(self, form_id: str) -> Scope | None:
        """`record`, or none where there is no such form."""
        return self.record(form_id) if self.names.has(form_id) else None

    def _around(self, form_id: str) -> Scope:
        return Scope({"me": RecordType(PERSON), "this": RecordType(form_id)}, self.names.of)


class ReportFields:
    """The forms of an app as reports see them. `of` is `form` or `form.table`."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes

    def scope(self, of: str) -> Scope | None:
        form_id, _, table = of.partition(".")
        try:
            return self._scopes.row(form_id, table) if table else self._scopes.record(form_id)
        except KeyError:
            return None

    def title(self, of: str, path: tuple[str, ...]) -> Label | None:
        found = self._scopes.names.kind_at(*self._start(of, path))
        return found.title if found else TITLES.get(path[-1])

    def options(self, of: str, path: tuple[str, ...]) -> Mapping[str, Label]:
        found = self._scopes.names.kind_at(*self._start(of, path))
        return {value: option.title for value, option in getattr(found, "offered", {}).items()}

    def _start(self, of: str, path: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """A row's own column goes by its table; a name of the record around it does not."""
        form_id, _, table = of.partition(".")
        if table and path[0] in self._scopes.names.columns(form_id, table):
            return form_id, (table, *path)
        return form_id, path
