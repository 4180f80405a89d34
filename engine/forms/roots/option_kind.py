"""What kinds that offer options have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from engine.forms.options import Option, Options
from engine.forms.roots.offering import Offering
from engine.lang.model import Name


class OptionKind(Offering):
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
