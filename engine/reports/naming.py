"""How groups are named for people and put in order, whatever made them groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from engine.lang.labels import Label, Language
from engine.reports.keys import EMPTY
from engine.reports.period import Step

NONE = Label("（空）", "(none)")


@dataclass(frozen=True, slots=True)
class Naming:
    """What tells groups apart, as an axis shows it."""

    title: Label

    @property
    def step(self) -> Step | None:
        """The steps time is cut into, where groups are steps of time."""
        return None

    @property
    def form(self) -> str | None:
        """The form whose records the keys are ids of."""
        return None

    def key_of(self, raw: object) -> str:
        """The key of the group, from what the database returned."""
        return EMPTY if raw is None else str(raw)

    def label(self, key: str, name: str | None, language: Language) -> str:
        if key == EMPTY:
            return NONE.in_(language)
        return self._words(key, name, language)

    def place_in_order(self, key: str) -> tuple[int, Decimal, str]:
        """Where the group stands when the order is its own; the empty group is last."""
        return (1 if key == EMPTY else 0, Decimal(0), "")

    def _words(self, key: str, name: str | None, language: Language) -> str:
        del language
        return name or key


@dataclass(frozen=True, slots=True)
class Stages(Naming):
    """Groups that are counted apart, each by a statement of its own: the stages of a funnel."""

    titles: Mapping[str, Label] = field(default_factory=dict)

    def place_in_order(self, key: str) -> tuple[int, Decimal, str]:
        return (0, Decimal(list(self.titles).index(key)), "")

    def _words(self, key: str, name: str | None, language: Language) -> str:
        del name
        return self.titles[key].in_(language)
