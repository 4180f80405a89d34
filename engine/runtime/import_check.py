"""An import mapping against the form it fills and the sheet it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.forms.field import Field
from engine.forms.form import Form
from engine.lang.diagnostics import Diagnostic, Path, did_you_mean
from engine.lang.source import Source
from engine.runtime.import_mapping import ROW, Cell, Cells, ImportDefinition


def check_mapping(
    mapping: ImportDefinition, source: Source, forms: Mapping[str, Form], headers: Sequence[str]
) -> list[Diagnostic]:
    """Everything in the mapping that this app or this sheet does not know."""
    form = forms.get(mapping.form)
    if form is None:
        sentence = f"there is no form '{mapping.form}'"
        return [Diagnostic(source.place(("form",)), "form-unknown", sentence, did_you_mean(mapping.form, forms))]
    found = list(_cells(source, ("columns",), mapping.columns, form.by_id, headers))
    found += _keys(source, mapping)
    for position, wanted in enumerate(mapping.first):
        if wanted.form not in forms:
            place = source.place(("first", position, "form"))
            way_out = did_you_mean(wanted.form, forms)
            found.append(Diagnostic(place, "form-unknown", f"there is no form '{wanted.form}'", way_out))
    for table, lines in mapping.rows.items():
        field = form.by_id.get(table)
        if field is None or not field.columns:
            place = source.place_of_key(("rows", table))
            found.append(Diagnostic(place, "field-unknown", f"'{form.id}' has no table '{table}'"))
            continue
        for position, line in enumerate(lines):
            found += _cells(source, ("rows", table, position), line, field.columns, headers)
    return found


def _cells(
    source: Source, path: Path, cells: Cells, fields: Mapping[str, Field], headers: Sequence[str]
) -> Iterator[Diagnostic]:
    for name, cell in cells.items():
        here = (*path, name)
        field = fields.get(name)
        if field is None:
            way_out = did_you_mean(name, fields)
            yield Diagnostic(source.place_of_key(here), "field-unknown", f"there is no field '{name}'", way_out)
        elif not field.definition.entered:
            sentence = f"'{name}' is computed or read-only, so nothing can be imported into it"
            yield Diagnostic(source.place_of_key(here), "field-not-entered", sentence)
        yield from _headers(source, here, cell, headers)


def _headers(source: Source, path: Path, cell: Cell, headers: Sequence[str]) -> Iterable[Diagnostic]:
    for column in cell.columns:
        if column != ROW and column not in headers:
            way_out = did_you_mean(column, headers, otherwise="a text that is no column is written '{text: …}'")
            yield Diagnostic(source.place(path), "column-unknown", f"the sheet has no column '{column}'", way_out)


def _keys(source: Source, mapping: ImportDefinition) -> Iterator[Diagnostic]:
    for position, name in enumerate(mapping.key):
        if name not in mapping.columns:
            sentence = f"the key names '{name}', which no column fills"
            yield Diagnostic(source.place(("key", position)), "key-not-filled", sentence, f"add '{name}' to 'columns'")
