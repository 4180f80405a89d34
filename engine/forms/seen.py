"""A record being filled in, as expressions see it: its own values, and links that open when they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from engine.forms.field import Field

Values = Mapping[str, Any]


class Env(Protocol):
    """What a record is computed among: `me`, `today`, `now`, its `number`, `state` and the like by name (KeyError for
    what is not there), and the records it links to.
    """

    def __getitem__(self, name: str, /) -> object: ...

    def linked(self, form: str, record_id: str) -> Mapping[str, object] | None:
        """The target of a link, with "id", its fields and its own links, lazily; None where there is none."""
        ...


class RecordSeen(Mapping[str, Any]):
    """The names of a record: fields first, then what `env` knows. Reads `held` as it is at that moment."""

    def __init__(self, fields: Mapping[str, Field], values: Values, env: Env) -> None:
        self.fields = fields
        self.held = values
        self.env = env
        self._links: dict[tuple[str, str], Mapping[str, object]] = {}

    def __getitem__(self, name: str) -> Any:
        if name == "this":
            return self
        field = self.fields.get(name)
        return self.env[name] if field is None else self.open(field, self.held.get(name))

    def open(self, field: Field, value: Any) -> Any:
        """A value as expressions read it; rows without links read as they are."""
        if field.row_fields:
            return tuple([RowSeen(field, row, self) for row in value or ()]) if field.holds_links else value or ()
        if field.target_form is not None and value is not None:
            return self._linked(field.target_form, value)
        return value

    def row(self, table: Field, row: Values) -> Mapping[str, Any]:
        """The names of a row as it stands now: its columns first, then the record's."""
        return RowAndRecord(table, row, self)

    def _linked(self, form: str, record_id: str) -> Mapping[str, object]:
        key = form, record_id
        if key not in self._links:
            self._links[key] = self.env.linked(form, record_id) or {"id": record_id}
        return self._links[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)


class RowSeen(Mapping[str, Any]):
    """The columns of one row."""

    def __init__(self, table: Field, row: Values, record: RecordSeen) -> None:
        self._columns = table.columns
        self._row = row
        self._record = record

    def __getitem__(self, name: str) -> Any:
        if name == "id":
            return self._row.get("id")
        return self._record.open(self._columns[name], self._row.get(name))

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


class RowAndRecord(dict[str, Any]):
    """What an expression in a column may name: it holds the plain columns; links open, and the record is asked, when
    they are read.
    """

    __slots__ = ("_record", "_row", "_table")

    def __init__(self, table: Field, row: Values, record: RecordSeen) -> None:
        super().__init__({column.id: row.get(column.id) for column in table.row_fields if column.target_form is None})
        self._table, self._row, self._record = table, row, record

    def __missing__(self, name: str) -> Any:
        column = self._table.columns.get(name)
        return self._record[name] if column is None else self._record.open(column, self._row.get(name))
