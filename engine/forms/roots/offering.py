"""What kinds that offer something out of a set have in common, wherever the set comes from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from engine.forms.field_kind import Trees
from engine.forms.options import fold, spellings, title_of
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.value_kind import PlainKind
from engine.forms.words import Words
from engine.lang.columns import TextColumn

SHOWN = 12
"""How many options a refusal names."""


class Offering(PlainKind):
    """Something out of `offered`."""

    def refuse(self, reading: Reading) -> None:
        titles = [option.title for option in self.offered.values()][:SHOWN]
        zh, en = "、".join(title.zh for title in titles), ", ".join(title.en for title in titles)
        reading.refuse("no-option", options=f"{zh}|{en}")

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"options": {value: option.to_json() for value, option in self.offered.items()}}


class OneOffered(Offering):
    """One option, kept by its value and read by its title."""

    @property
    def pickable(self) -> Collection[str]:
        """The values of those options that may be picked."""
        return self.offered

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "enum": list(self.pickable)}

    def column_type(self) -> TextColumn:
        return TextColumn()

    def from_wire(self, value: Any, reading: Reading) -> str | None:
        if isinstance(value, str) and value in self.pickable:
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
