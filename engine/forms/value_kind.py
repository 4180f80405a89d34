"""Roots of the kinds that hold a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from engine.forms.field_kind import Asked, FieldKind, conditions
from engine.forms.texts import Condition, Formula
from engine.lang.domains import Domain
from engine.lang.model import Name


class ValueKind(FieldKind):
    """A kind that holds a value a person can enter."""

    stored: ClassVar[bool] = True
    in_rows: ClassVar[bool] = True
    listed: ClassVar[bool] = True
    required: Condition = False
    read_only: Condition = False
    was: Name | None = None

    def domain(self) -> Domain:
        return Domain(filled=self.required is True)

    @property
    def entered(self) -> bool:
        return not self.computed and self.read_only is not True

    def asked(self) -> Iterator[Asked]:
        yield from super().asked()
        yield from conditions(self, "required", "read_only")


class PlainKind(ValueKind):
    """A kind whose one value can also be computed, or proposed by default."""

    value: Formula | None = None
    default: Formula | None = None

    @property
    def computed(self) -> bool:
        return self.value is not None

    def asked(self) -> Iterator[Asked]:
        yield from super().asked()
        for key in ("value", "default"):
            text = getattr(self, key)
            if text is not None:
                yield Asked((key,), text, self.expression_type())
