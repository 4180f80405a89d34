"""What kinds that keep text have in common."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le

from engine.forms.field_kind import Trees
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.value_kind import PlainKind
from engine.forms.words import Words
from engine.forms.written_text import cleaned, read_text
from engine.lang.columns import TextColumn
from engine.lang.expressions import TEXT, Type


class TextKind(PlainKind):
    """Text in normal form C, without control characters and without blanks around it; nothing is left = no value."""

    lines: ClassVar[bool] = False
    """Whether line breaks and tabs are kept."""

    max_length: Annotated[int, Ge(1), Le(100_000)] = 200

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "maxLength": self.max_length}

    def column_type(self) -> TextColumn:
        return TextColumn()

    def expression_type(self) -> Type:
        return TEXT

    def from_wire(self, value: Any, reading: Reading) -> str | None:
        return read_text(value, self.max_length, reading, lines=self.lines)

    def to_wire(self, value: str, words: Words) -> str:
        del words
        return value

    def from_text(self, text: str, reading: Reading, words: Words) -> str | None:
        del words
        return read_text(text, self.max_length, reading, lines=self.lines)

    def to_text(self, value: str, words: Words) -> str:
        del words
        return value

    def fit(self, value: str) -> str | None:
        return cleaned(value, lines=self.lines)[: self.max_length].strip() or None

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"max_length": self.max_length}
