"""A number the engine gives."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator

from engine.forms.field_kind import FieldKind, Trees
from engine.forms.numbering import NumberPattern, PatternWrong, parse_pattern
from engine.forms.operators import ORDERING, SEARCHING
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.words import Words
from engine.lang.columns import TextColumn
from engine.lang.expressions import TEXT, Type
from engine.lang.model import Name


def _readable(text: str) -> str:
    try:
        parse_pattern(text)
    except PatternWrong as wrong:
        raise ValueError(wrong.sentence) from wrong
    return text


class SerialNumber(FieldKind):
    """A running number beside the document's own: of a product, a pallet, each row of a table.

    `pattern` is written like a form's `number`: `SN-{date:%y%m}-{seq:5}`; `{name}` puts in a text or a choice of the
    row or the record. It is given on submission, without gaps or doubles however many submit at once, and never
    changes; a row added later gets one when the record is sent again.
    """

    kind: ClassVar[str] = "serial_number"
    widget: ClassVar[str] = "text"
    stored: ClassVar[bool] = True
    in_rows: ClassVar[bool] = True
    listed: ClassVar[bool] = True
    named: ClassVar[bool] = True
    imported: ClassVar[bool] = False
    unique: ClassVar[bool] = True
    operators: ClassVar[tuple[str, ...]] = (*ORDERING, "in", *SEARCHING)
    example: ClassVar[str] = (
        'serial: {kind: serial_number, pattern: "SN-{date:%y%m}-{seq:5}", title: {zh: 序列号, en: Serial no.}}'
    )

    pattern: Annotated[str, AfterValidator(_readable)]
    was: Name | None = None

    @property
    def computed(self) -> bool:
        return True

    @property
    def counted(self) -> NumberPattern:
        return parse_pattern(self.pattern)

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}

    def column_type(self) -> TextColumn:
        return TextColumn()

    def expression_type(self) -> Type:
        return TEXT

    def from_wire(self, value: Any, reading: Reading) -> str | None:
        if isinstance(value, str):
            return value
        reading.expects("一个编号", "a number")
        return None

    def to_wire(self, value: str, words: Words) -> str:
        del words
        return value

    def to_text(self, value: str, words: Words) -> str:
        del words
        return value

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"pattern": self.pattern}
