"""Rows inside a record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

import pydantic
from annotated_types import Ge, Le, Len
from pydantic import PrivateAttr

from engine.forms.entries import read_entries
from engine.forms.field_kind import FieldKind, Trees
from engine.forms.operators import PRESENCE
from engine.forms.options import Option
from engine.forms.reading import Reading
from engine.forms.schemas import ID, JsonSchema, nullable
from engine.forms.value_kind import ValueKind
from engine.forms.words import Words
from engine.forms.written_text import is_id
from engine.lang.expressions import RowsType, Type
from engine.lang.model import ExpressionText, Name

if TYPE_CHECKING:
    RowField = FieldKind
    """Any kind that may be a column; the registry puts the real type in."""

Row = dict[str, Any]
"""{"id": row id or None, "source_row": id of the row it was copied from (only with `from`), column: value …}."""

SOURCE_ROW = "source_row"
"""Where a row keeps which row of the source it was copied from."""


class Table(ValueKind):
    """Rows inside a record: measured values, order lines, lots consumed.

    `fields` are the columns; in their expressions a name means the row's column first, then the record's field. With
    `from` the rows are copied from a table of a linked record (`plan.characteristics`): columns of the same name keep
    a snapshot that always comes from there, whatever a client sends, and every row of the source must be there on
    submission. `required` asks for at least one row; `maximum` (1000) is the most rows allowed.
    """

    kind: ClassVar[str] = "table"
    widget: ClassVar[str] = "table"
    in_rows: ClassVar[bool] = False
    listed: ClassVar[bool] = False
    imported: ClassVar[bool] = False
    operators: ClassVar[tuple[str, ...]] = PRESENCE
    example: ClassVar[str] = (
        "readings: {kind: table, from: plan.characteristics, fields: "
        "{characteristic: {kind: text}, measured: {kind: number, decimals: 3, required: true}}}"
    )

    fields: Annotated[dict[Name, RowField], Len(1)]
    source_path: ExpressionText | None = pydantic.Field(default=None, alias="from")
    maximum: Annotated[int, Ge(1), Le(10_000)] = 1000
    _copied: tuple[str, ...] = PrivateAttr(default=())

    @property
    def columns(self) -> Mapping[str, FieldKind]:
        return self.fields

    @property
    def copied(self) -> tuple[str, ...]:
        return self._copied

    @property
    def source(self) -> str | None:
        return self.source_path

    def with_options(self, sets: Mapping[str, Mapping[str, Option]]) -> Self:
        return self.model_copy(update={"fields": {name: each.with_options(sets) for name, each in self.fields.items()}})

    def with_copied(self, columns: tuple[str, ...]) -> Self:
        table = self.model_copy()
        table._copied = columns
        return table

    @property
    def entered_columns(self) -> Mapping[str, FieldKind]:
        """What a client may send of a row. Copied columns too: they tell which row of the source is meant."""
        return {name: each for name, each in self.fields.items() if each.entered or name in self._copied}

    def json_schema(self) -> JsonSchema:
        columns = {name: nullable(each.json_schema()) for name, each in self.entered_columns.items()}
        ids = {name: nullable({"type": "string", "pattern": ID}) for name in self._ids}
        row: JsonSchema = {
            "type": "object",
            "properties": {**ids, **columns},
            "additionalProperties": False,
        }
        return {"type": "array", "items": row, "maxItems": self.maximum}

    def answer_schema(self) -> JsonSchema:
        ids: JsonSchema = {name: {"type": ["string", "null"], "readOnly": True} for name in self._ids}
        columns = {name: nullable(each.answer_schema()) for name, each in self.fields.items() if each.stored}
        return {"type": "array", "items": {"type": "object", "properties": {**ids, **columns}}}

    def expression_type(self) -> Type:
        types = {name: each.expression_type() for name, each in self.fields.items()}
        return RowsType({name: type_ for name, type_ in types.items() if type_ is not None})

    def from_wire(self, value: Any, reading: Reading) -> tuple[Row, ...] | None:
        if not isinstance(value, list):
            reading.expects("明细行列表", "a list of rows")
            return None
        if len(value) > self.maximum:
            reading.refuse("too-many-rows", maximum=self.maximum)
            return None
        ids, copied = self._ids, self._copied
        rows = tuple(self._row(sent, ids, copied, reading.under(place)) for place, sent in enumerate(value))
        seen: set[str] = set()
        for place, row in enumerate(rows):
            if row["id"] in seen:
                reading.under(place, "id").refuse("twice")
            seen |= {row["id"]} - {None}
        return rows

    def _row(self, sent: Any, ids: Collection[str], copied: Collection[str], reading: Reading) -> Row:
        if not isinstance(sent, Mapping):
            reading.expects("一行明细", "a row")
            return {"id": None}
        own = {name: self._id(sent, name, reading) for name in ids}
        entered = {name: value for name, value in sent.items() if name not in ids}
        return {**own, **read_entries(self.fields, entered, reading, copied=copied)}

    @property
    def _ids(self) -> tuple[str, ...]:
        return ("id", SOURCE_ROW) if self.source else ("id",)

    @staticmethod
    def _id(sent: Mapping[str, Any], name: str, reading: Reading) -> str | None:
        value = sent.get(name)
        if value is None or is_id(value):
            return value
        reading.under(name).expects("一行的编号", "the id of a row")
        return None

    def to_wire(self, value: tuple[Row, ...], words: Words) -> list[Row]:
        return [self._row_to_wire(row, words) for row in value]

    def _row_to_wire(self, row: Row, words: Words) -> Row:
        ids = {name: row.get(name) for name in self._ids}
        cells = {name: row.get(name) for name, each in self.fields.items() if each.stored}
        wire = {name: None if cell is None else self.fields[name].to_wire(cell, words) for name, cell in cells.items()}
        return {**ids, **wire}

    def to_text(self, value: tuple[Row, ...], words: Words) -> str:
        return f"{len(value)} 行" if words.language == "zh" else f"{len(value)} rows"

    def files(self, value: tuple[Row, ...]) -> list[Mapping[str, Any]]:
        cells = ((each, row.get(name)) for row in value for name, each in self.fields.items())
        return [file for each, cell in cells if cell is not None for file in each.files(cell)]

    def describe(self, trees: Trees) -> dict[str, object]:
        return {"from": trees.get(("from",)), "maximum": self.maximum, "copied": list(self.copied)}
