"""Yes or no."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Boolean

from engine.forms.operators import PRESENCE
from engine.forms.options import fold
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.value_kind import PlainKind
from engine.forms.words import PLAIN, Words
from engine.lang.expressions import BOOLEAN, Type
from engine.lang.labels import Label

YES, NO = Label("是", "Yes"), Label("否", "No")
_TRUE = frozenset(("是", "yes", "y", "true", "1", "√"))
_FALSE = frozenset(("否", "no", "n", "false", "0", "×"))


class YesNo(PlainKind):
    """Yes, no, or not answered yet. It starts unanswered unless `default` says otherwise."""

    kind: ClassVar[str] = "yes_no"
    widget: ClassVar[str] = "yes_no"
    operators: ClassVar[tuple[str, ...]] = ("eq", "ne", *PRESENCE)
    example: ClassVar[str] = "sealed: {kind: yes_no, title: {zh: 包装完好, en: Packing intact}, required: true}"

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean"}

    def column_type(self) -> Boolean:
        return Boolean()

    def expression_type(self) -> Type:
        return BOOLEAN

    def from_wire(self, value: Any, reading: Reading) -> bool | None:
        if isinstance(value, bool):
            return value
        reading.expects("是或否", "true or false")
        return None

    def to_wire(self, value: bool, words: Words) -> bool:
        del words
        return value

    def from_query(self, text: str, reading: Reading) -> bool | None:
        return self.from_text(text, reading, PLAIN)

    def from_text(self, text: str, reading: Reading, words: Words) -> bool | None:
        del words
        word = fold(text)
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        reading.expects("是或否", "yes or no")
        return None

    def to_text(self, value: bool, words: Words) -> str:
        return (YES if value else NO).in_(words.language)
