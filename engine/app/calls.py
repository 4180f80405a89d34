"""What the names of an earlier version are called today, and how its values read now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.app.layout import History, Published, key
from engine.app.places import Path
from engine.forms.convert import converted
from engine.forms.field import Field
from engine.forms.words import PLAIN
from engine.lang.problems import Refused


@dataclass(frozen=True, slots=True)
class Called:
    """A field of an earlier version. `now` is its name today (none: archived), `today` its last definition."""

    now: str | None
    disk: str
    before: Field
    today: Field
    options: Mapping[str, str]

    @property
    def retyped(self) -> bool:
        return self.before.kind != self.today.kind

    def value(self, value: Any) -> Any:
        """A value of the earlier version as it is kept today."""
        if value is None:
            return None
        if self.retyped:
            return converted(self.before.fit(value), self.before, self.today, PLAIN)
        return self.renamed(value)

    def written_down(self, value: Any) -> Any:
        """The JSON of a value; what the kind of today cannot hold stays as it was written."""
        if not self.retyped or value is None:
            return self.renamed(value)
        try:
            kept = converted(self.before.from_wire(value), self.before, self.today, PLAIN)
        except Refused:
            return value
        return value if kept is None else self.today.to_wire(kept, PLAIN)

    def renamed(self, value: Any) -> Any:
        """The same value, its options called as today."""
        if not self.options:
            return value
        if isinstance(value, list):
            return [self.options.get(option, option) for option in value]
        return self.options.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Calls:
    """`forms` by their name then: none where the form is no more. `fields` by form, field and column then."""

    forms: Mapping[str, str | None]
    fields: Mapping[Path, Called]

    def written(self, form: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values an earlier version writes, under today's names; what is archived is left out."""
        return {
            called.now: self._value((form, name), called, value)
            for name, value in values.items()
            if (called := self.fields[form, name]).now is not None
        }

    def archived(self, form: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """What is left out by `written`: place in the database -> value."""
        fields = ((self.fields[form, name], value) for name, value in values.items())
        return {called.disk: called.value(value) for called, value in fields if called.now is None}

    def read(self, form: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the version wrote down of a record, as JSON, called and written as today. `form` is today's name."""
        then = next((old for old, now in self.forms.items() if now == form), form)
        return self._read((then,), values)

    def names(self, form: str, names: Sequence[str]) -> tuple[str, ...]:
        """Fields, or columns of a table as `table.column`, that there still are."""
        return tuple(now for name in names if (now := self.name(form, name)) is not None)

    def name(self, form: str, name: str) -> str | None:
        field, _, column = name.partition(".")
        called = self.fields.get((form, field))
        if called is None or called.now is None:
            return None
        if not column:
            return called.now
        within = self.fields.get((form, field, column))
        return None if within is None or within.now is None else f"{called.now}.{within.now}"

    def _read(self, above: Path, values: Mapping[str, Any]) -> dict[str, Any]:
        """Names that are no fields, such as `state`, stay; what is archived is left out."""
        read: dict[str, Any] = {}
        for name, value in values.items():
            called = self.fields.get((*above, name))
            if called is None:
                read[name] = value
            elif called.now is not None and called.before.row_fields and value:
                read[called.now] = [self._read((*above, name), row) for row in value]
            elif called.now is not None:
                read[called.now] = called.written_down(value)
        return read

    def _value(self, path: Path, called: Called, value: Any) -> Any:
        if not called.before.row_fields or value is None:
            return called.value(value)
        return tuple(self._row(path, row) for row in value)

    def _row(self, path: Path, row: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: self.fields.get((*path, name)) for name in row}
        return {
            (called.now or name) if called else name: called.value(row[name]) if called else row[name]
            for name, called in found.items()
            if called is None or called.now is not None
        }


def calls_of(then: Published, history: History) -> Calls:
    """What a publication's names are called by the last one."""
    now = history.publications[0].names
    forms: dict[str, str | None] = {}
    fields: dict[Path, Called] = {}
    for path, place in then.places.items():
        disk = then.layout[key(path)]
        today = now.get(disk)
        if place.field is None:
            forms[path[0]] = today[0] if today else None
            continue
        last = history.last(disk)
        prefix = f"{key(path)}="
        options = {name[len(prefix) :]: value for name, value in then.layout.items() if name.startswith(prefix)}
        field = last.field if last is not None and last.field is not None else place.field
        fields[path] = Called(today[-1] if today else None, disk, place.field, field, options)
    return Calls(forms, fields)
