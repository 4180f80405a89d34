"""An import mapping: which column of a sheet becomes which field of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from engine.lang.labels import LabelText
from engine.lang.model import Definition, Many, Name

SheetRow = Mapping[str, str]
"""One row of a sheet: header -> text. `row` is its number, from 1."""

_HOLE = re.compile(r"\{([^{}]+)\}")
ROW = "row"


class Cell(Definition):
    """Where a value comes from: a `column`, or a `text` with `{column}` holes; `map` translates."""

    column: str | None = None
    text: str | None = None
    map: Mapping[str, str] | None = None

    def says(self, row: SheetRow) -> str | None:
        """The text for this row; None when it is empty, KeyError when `map` does not know it."""
        if self.column is not None:
            text = row.get(self.column, "")
        else:
            text = _HOLE.sub(lambda hole: row.get(hole[1], ""), self.text or "")
        text = text.strip()
        if self.map is not None and text:
            return self.map[text]
        return text or None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads."""
        return (self.column,) if self.column is not None else tuple(_HOLE.findall(self.text or ""))


def _cell(value: object) -> object:
    """A plain text is the name of a column, or a text when it has holes."""
    if isinstance(value, str):
        return {"text": value} if _HOLE.search(value) else {"column": value}
    return value


CellText = Annotated[Cell, BeforeValidator(_cell)]
Cells = Mapping[Name, CellText]


class Beforehand(Definition):
    """Records that must be there before the first row; made when none has this key."""

    form: Name
    key: Many[Name] = Field(min_length=1)
    records: Many[Mapping[Name, Any]] = Field(min_length=1)


class ImportDefinition(Definition):
    """How a sheet is read into a form. `key` finds records that are already there, so that none is stored twice.

    `app` may be left out while only one installed app has the form. `source` names where the rows come from.
    """

    import_: Name = Field(alias="import")
    title: LabelText
    source: str | None = None
    app: Name | None = None
    form: Name
    key: Many[Name] = Field(min_length=1)
    first: Many[Beforehand] = ()
    columns: Cells = Field(min_length=1)
    rows: Mapping[Name, Many[Cells]] = Field(default={})
