"""What the texts of a sheet call the records they link to: by their natural key, else by the name people know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import Words
from engine.runtime.allowed import scope
from engine.runtime.import_mapping import Cell, Cells, ImportDefinition, SheetRow
from engine.runtime.turn import Turn

CHUNK = 500


@dataclass(frozen=True)
class Links(Words):
    """Words that find a record by the text of a sheet."""

    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def id_of(self, form: str, name: str) -> str | None:
        return self.ids.get((form, name))


def find_links(turn: Turn, form: Form, mapping: ImportDefinition, rows: Sequence[SheetRow]) -> Links:
    """Every record the sheet links to that this person may see, looked up once for all rows."""
    wanted: dict[str, set[str]] = {}
    for fields, cells in _levels(form, mapping):
        for name, cell in cells.items():
            target = fields[name].target_form
            if target is not None and target in turn.app.forms:
                texts = wanted.setdefault(target, set())
                texts |= {text for row in rows if (text := _said(cell, row)) is not None}
    ids = {(target, text): id_ for target, texts in wanted.items() for text, id_ in _ids(turn, target, sorted(texts))}
    return Links(language=turn.actor.language, zone=turn.zone, ids=ids)


def _levels(form: Form, mapping: ImportDefinition) -> Iterator[tuple[Mapping[str, Field], Cells]]:
    """The record's cells, then those of each row in it, with the fields they are for."""
    yield form.by_id, mapping.columns
    for table, lines in mapping.rows.items():
        for line in lines:
            yield form.by_id[table].columns, line


def _said(cell: Cell, row: SheetRow) -> str | None:
    """What a cell says, if anything that the mapping knows."""
    try:
        return cell.says(row)
    except KeyError:
        return None


def _ids(turn: Turn, form_id: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each text with the id of the record it names; a text that names two records names none."""
    form, table = turn.form(form_id), turn.tables.form(form_id)
    column = table.table.c[form.key[0] if len(form.key) == 1 else form.code_field or table.name]
    for at in range(0, len(texts), CHUNK):
        named = select(column, table.table.c.id).where(
            column.in_(texts[at : at + CHUNK]), table.table.c.deleted_at.is_(None), scope(turn, form_id)
        )
        found: dict[str, list[str]] = {}
        for text, record_id in turn.connection.execute(named):
            found.setdefault(text, []).append(record_id)
        yield from ((text, ids[0]) for text, ids in found.items() if len(ids) == 1)
