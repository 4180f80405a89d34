"""What the texts of a sheet call the records they link to: by their natural key, else by the name people know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import Words
from engine.runtime.allowed import scope
from engine.runtime.import_mapping import Cells, ImportDefinition, SheetRow
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
            if target in turn.app.forms:
                texts = wanted.setdefault(target, set())
                texts |= {text for row in rows if (text := _said(cell, row)) is not None}
    ids = {(target, text): id_ for target, texts in wanted.items() for text, id_ in _ids(turn, target, sorted(texts))}
    return Links(language=turn.actor.language, zone=turn.zone, ids=ids)
