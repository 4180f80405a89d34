"""Stars."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from engine.forms.roots.number_kind import NumberKind
from engine.forms.texts import Exact


class Rating(NumberKind):
    """A grade from 1 to `maximum` (5) stars; in expressions a number."""

    kind: ClassVar[str] = "rating"
    widget: ClassVar[str] = "rating"
    example: ClassVar[str] = "service: {kind: rating, maximum: 5, title: {zh: 服务评价, en: Service}}"

    decimals: ClassVar[int] = 0  # type: ignore[misc]
    minimum: ClassVar[Decimal] = Decimal(1)  # type: ignore[misc]
    maximum: Annotated[Exact, Ge(2), Le(10)] = Decimal(5)
