"""What kinds that offer options have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from engine.forms.field_kind import PlainKind, Trees
from engine.forms.options import Option, Options
from engine.forms.reading import Reading
from engine.lang.model import Name

SHOWN = 12
"""How many options a refusal names."""


class OptionKind(PlainKind):
    """Options out of a set of app.yaml (its name), or listed at the field itself."""

    options: Name | Options

    def with_options(self, sets: Mapping[str, Mapping[str, Option]]) -> Self:
        if isinstance(self.options, str):
            return self.model_copy(update={"options": dict(sets[self.options])})
        return self

    @property
    def offered(self) -> Mapping[str, Option]:
        """The options by value. Only after the set was put in."""
        if isinstance(self.options, str):
            raise LookupError(f"option set '{self.options}' has not been put in")
        return self.options

    def refuse(self, reading: Reading) -> None:
        titles = [option.title for option in self.offered.values()][:SHOWN]
        zh, en = "、".join(title.zh for title in titles), ", ".join(title.en for title in titles)
        reading.refuse("no-option", options=f"{zh}|{en}")

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {
            "options": {value: option.to_json() for value, option in self.offered.items()},
        }
