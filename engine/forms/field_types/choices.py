"""Several options at once."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.forms.operators import PRESENCE
from engine.forms.options import split_spellings, title_of
from engine.forms.reading import Reading
from engine.forms.roots.option_kind import OptionKind
from engine.forms.schemas import JsonSchema
from engine.forms.words import Words
from engine.lang.columns import ListColumn
from engine.lang.expressions import ChoiceType, ListType, Type
from engine.lang.expressions.types import UNKNOWN


class Choices(OptionKind):
    """Any number of options out of a set: causes, defects seen.

    `options` names a set of app.yaml, or lists the options here. Kept in the order of the set, each once.
    """

    kind: ClassVar[str] = "choices"
    widget: ClassVar[str] = "choices"
    operators: ClassVar[tuple[str, ...]] = ("any", "all", "none", *PRESENCE)
    example: ClassVar[str] = (
        "causes: {kind: choices, options: "
        "{man: {title: {zh: 人, en: People}}, machine: {title: {zh: 机, en: Machine}}}}"
    )

    def json_schema(self) -> JsonSchema:
        return {"type": "array", "items": {"type": "string", "enum": list(self.offered)}, "uniqueItems": True}

    def column_type(self) -> ListColumn:
        return ListColumn()

    def expression_type(self) -> Type:
        return UNKNOWN if isinstance(self.options, str) else ListType(ChoiceType(tuple(self.offered)))

    def from_wire(self, value: Any, reading: Reading) -> list[str] | None:
        if not isinstance(value, list):
            reading.expects("选项列表", "a list of options")
            return None
        for place, entry in enumerate(value):
            if not isinstance(entry, str) or entry not in self.offered:
                self.refuse(reading.under(place))
            elif entry in value[:place]:
                reading.under(place).refuse("twice")
        return self.fit(value)

    def from_query(self, text: str, reading: Reading) -> str | None:
        """One option: what is asked for is which of them are chosen."""
        if text in self.offered:
            return text
        self.refuse(reading)
        return None

    def to_wire(self, value: list[str], words: Words) -> list[str]:
        del words
        return list(value)

    def from_text(self, text: str, reading: Reading, words: Words) -> list[str] | None:
        del words
        known, unknown = split_spellings(self.offered, text)
        if unknown:
            self.refuse(reading)
        return self.fit(known)

    def to_text(self, value: list[str], words: Words) -> str:
        titles = [title_of(self.offered, entry).in_(words.language) for entry in value]
        return ("、" if words.language == "zh" else ", ").join(titles)

    def fit(self, value: Any) -> list[str] | None:
        return [option for option in self.offered if option in value] or None
