"""One of several options."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.forms.operators import CHOOSING
from engine.forms.options import fold, spellings, title_of
from engine.forms.reading import Reading
from engine.forms.roots.option_kind import OptionKind
from engine.forms.schemas import JsonSchema
from engine.forms.words import Words
from engine.lang.columns import TextColumn
from engine.lang.expressions import ChoiceType, Type
from engine.lang.expressions.types import UNKNOWN


class Choice(OptionKind):
    """One option out of a set: a verdict, a disposition, a unit.

    `options` names a set of app.yaml, or lists the options here. What is kept is the option's value; people see its
    title, coloured by its `tone`. It starts empty: no answer is ever proposed unless `default` says so.
    """

    kind: ClassVar[str] = "choice"
    widget: ClassVar[str] = "choice"
    operators: ClassVar[tuple[str, ...]] = CHOOSING
    example: ClassVar[str] = (
        "verdict: {kind: choice, required: true, options: "
        "{pass: {title: {zh: 合格, en: Pass}, tone: pass}, fail: {title: {zh: 不合格, en: Fail}, tone: fail}}}"
    )

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "enum": list(self.offered)}

    def column_type(self) -> TextColumn:
        return TextColumn()

    def expression_type(self) -> Type:
        return UNKNOWN if isinstance(self.options, str) else ChoiceType(tuple(self.offered))

    def from_wire(self, value: Any, reading: Reading) -> str | None:
        if isinstance(value, str) and value in self.offered:
            return value
        self.refuse(reading)
        return None

    def to_wire(self, value: str, words: Words) -> str:
        del words
        return value

    def from_text(self, text: str, reading: Reading, words: Words) -> str | None:
        del words
        value = spellings(self.offered).get(fold(text))
        if value is None:
            self.refuse(reading)
        return value

    def to_text(self, value: str, words: Words) -> str:
        return title_of(self.offered, value).in_(words.language)
