"""One of the options of a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from engine.forms.field_kind import Trees
from engine.forms.operators import CHOOSING, Operator
from engine.forms.options import Option, branches, fold
from engine.forms.reading import Reading
from engine.forms.roots.offering import OneOffered
from engine.forms.roots.option_kind import OptionKind
from engine.forms.words import Words
from engine.lang.expressions import ChoiceType, Type
from engine.lang.expressions.types import UNKNOWN
from engine.lang.labels import LANGUAGES, Label

_BETWEEN = " / "
_SLASH = re.compile(r"\s*/\s*")


class TreeChoice(OptionKind, OneOffered):
    """One option out of a tree of any depth: a kind of defect, a material group, a place.

    `options` names a set of app.yaml whose options hold further `options`, or lists the tree here. What is kept is the
    option's value; people see the way to it, `外观 / 划伤`. A value stands once in the whole tree. With `leaves: true`
    only an option without further ones may be picked. The filter `under` finds an option and all below it.
    """

    kind: ClassVar[str] = "tree_choice"
    widget: ClassVar[str] = "tree_choice"
    operators: ClassVar[tuple[str, ...]] = (*CHOOSING, "under")
    example: ClassVar[str] = (
        "defect: {kind: tree_choice, options: {looks: {title: {zh: 外观, en: Looks}, options: "
        "{scratch: {title: {zh: 划伤, en: Scratch}}, dent: {title: {zh: 凹痕, en: Dent}}}}}}"
    )

    leaves: bool = False

    @property
    def roots(self) -> Mapping[str, Option]:
        """The options at the top of the tree."""
        return super().offered

    @cached_property
    def ways(self) -> Mapping[str, tuple[str, ...]]:
        """The way from the top to each option, by its value."""
        return {way[-1]: way for way in branches(self.roots)}

    @cached_property
    def offered(self) -> Mapping[str, Option]:
        """Every option of the tree by value, each called by the way to it."""
        return {
            value: self._at(way).model_copy(update={"title": self._called(way), "options": None})
            for value, way in self.ways.items()
        }

    @cached_property
    def pickable(self) -> tuple[str, ...]:
        return tuple(value for value, way in self.ways.items() if not (self.leaves and self._at(way).options))

    def below(self, value: str) -> list[str]:
        """An option and all below it."""
        return [each for each, way in self.ways.items() if value in way]

    def asked_of(self, operator: Operator, text: str, reading: Reading, words: Words) -> Any:
        if operator.name == "under" and text in self.ways:
            return self.below(text)
        return super().asked_of(operator, text, reading, words)

    def from_query(self, text: str, reading: Reading) -> str | None:
        """Any option of the tree may be asked for, also one that can no longer be picked."""
        if text in self.ways:
            return text
        self.refuse(reading)
        return None

    def expression_type(self) -> Type:
        return UNKNOWN if isinstance(self.options, str) else ChoiceType(tuple(self.ways))

    def from_text(self, text: str, reading: Reading, words: Words) -> str | None:
        """The way to an option in titles of either language, its value, or a title that stands once in the tree."""
        del words
        meant = self._spelt.get(fold(_SLASH.sub("/", text)), ())
        if len(meant) == 1 and meant[0] in self.pickable:
            return meant[0]
        self.refuse(reading)
        return None

    @cached_property
    def _spelt(self) -> Mapping[str, tuple[str, ...]]:
        """The options each spelling may mean: first as a whole way, which is what is written out; then as a value."""
        values = {fold(value): (value,) for value in self.ways}
        titles = _collected((self._at(way).title, value) for value, way in self.ways.items())
        return titles | values | _collected((option.title, value) for value, option in self.offered.items())

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"options": {value: option.to_json() for value, option in self.roots.items()}, "leaves": self.leaves}

    def _at(self, way: tuple[str, ...]) -> Option:
        option = self.roots[way[0]]
        for value in way[1:]:
            option = (option.options or {})[value]
        return option

    def _called(self, way: tuple[str, ...]) -> Label:
        titles = [self._at(way[: end + 1]).title for end in range(len(way))]
        return Label(_BETWEEN.join(each.zh for each in titles), _BETWEEN.join(each.en for each in titles))


def _collected(titles: Iterable[tuple[Label, str]]) -> dict[str, tuple[str, ...]]:
    """The options each title may mean, in either language."""
    found: dict[str, tuple[str, ...]] = {}
    for title, value in titles:
        for language in LANGUAGES:
            spelling = fold(_SLASH.sub("/", title.in_(language)))
            found[spelling] = tuple(dict.fromkeys((*found.get(spelling, ()), value)))
    return found
