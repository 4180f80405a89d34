"""A number with a unit, bounds and limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from annotated_types import Len
from pydantic import StringConstraints

from engine.forms.field_kind import Asked, Trees
from engine.forms.roots.number_kind import NumberKind
from engine.forms.texts import Formula
from engine.lang.expressions import NUMBER
from engine.lang.model import Many


class Number(NumberKind):
    """An exact number of at most 15 digits: a quantity, a measured value.

    `decimals` says how many places may be written (left out: up to 10); computed values are rounded to it, half away
    from zero. Below `minimum` or above `maximum` it is refused on submission. `limits` is a pair of expressions, lower
    and upper, drawn as a tolerance strip with `nominal` in it; a value outside is shown, not refused. Full-width
    digits are read as digits.
    """

    kind: ClassVar[str] = "number"
    widget: ClassVar[str] = "number"
    example: ClassVar[str] = (
        "measured: {kind: number, unit: mm, decimals: 3, minimum: 0, required: true, limits: [24.9, 25.1], nominal: 25}"
    )

    unit: Annotated[str, StringConstraints(min_length=1, max_length=20, strict=True)] | None = None
    limits: Annotated[Many[Formula], Len(2, 2)] | None = None
    nominal: Formula | None = None

    def asked(self) -> Iterator[Asked]:
        yield from super().asked()
        for place, text in enumerate(self.limits or ()):
            yield Asked(("limits", place), text, NUMBER)
        if self.nominal is not None:
            yield Asked(("nominal",), self.nominal, NUMBER)

    @property
    def measured_in(self) -> str | None:
        return self.unit

    def alone(self) -> Number:
        return self.model_copy(update={"limits": None, "nominal": None})

    def describe(self, trees: Trees) -> dict[str, object]:
        return {
            "unit": self.unit,
            "limits": [trees[("limits", place)] for place in range(2)] if self.limits else None,
            "nominal": trees.get(("nominal",)),
            **super().describe(trees),
        }
