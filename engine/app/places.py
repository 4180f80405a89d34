"""Everything of an app that holds what people enter: its forms, their fields, and the columns of their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.app.app import App
from engine.forms.field import Field
from engine.forms.form import Form
from engine.lang.labels import Label

Path = tuple[str, ...]
"""`("lot",)`, `("lot", "code")`, `("inspection", "readings", "measured")`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A form, a field or a column under its name. `rows`: it is a table of the database, not a column of one."""

    path: Path
    was: str | None
    rows: bool
    field: Field | None = None

    @property
    def drawn(self) -> bool:
        return self.field is None or self.field.drawn


def places_of(app: App) -> dict[Path, Place]:
    """The places of an app, those that hold others before what is in them."""
    return {place.path: place for form in app.forms.values() for place in _of_form(form)}


def titles_of(app: App, path: Path) -> list[Label]:
    """Inspection, Readings, Measured."""
    form = app.forms[path[0]]
    titles = [form.title]
    fields = form.by_id
    for name in path[1:]:
        titles.append(fields[name].title)
        fields = fields[name].columns
    return titles


def _of_form(form: Form) -> Iterator[Place]:
    yield Place((form.id,), form.was, rows=True)
    for field in form.fields:
        yield from _of_field((form.id,), field)


def _of_field(above: Path, field: Field) -> Iterator[Place]:
    path = (*above, field.id)
    if field.row_fields:
        yield Place(path, field.was, rows=True, field=field)
        for column in field.row_fields:
            yield from _of_field(path, column)
    elif field.column_type() is not None:
        yield Place(path, field.was, rows=False, field=field)
