"""A figure over the records that link here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

import pydantic
from annotated_types import Ge, Le
from pydantic import StringConstraints

from engine.forms.field_kind import Asked, FieldKind
from engine.forms.field_types.date import Date
from engine.forms.field_types.moment import Moment
from engine.forms.field_types.number import Number
from engine.forms.field_types.text import Text
from engine.forms.field_types.yes_no import YesNo
from engine.forms.live import Live
from engine.forms.roots.live_kind import LiveKind
from engine.lang.columns import PLACES
from engine.lang.expressions import BOOLEAN, DATE, MOMENT, NUMBER, Type
from engine.lang.expressions.types import LiveType
from engine.lang.model import ExpressionText, Spelled

LinkText = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", strict=True), Spelled("receipt.lot")
]


class RollUp(LiveKind):
    """A figure over the submitted records of another form that link to this one: `from: receipt.lot` with
    `value: sum(quantity)`. Never stored: it is worked out whenever it is shown.

    `value` is a measure: `count()`, `sum(x)`, `avg(x)`, `min(x)`, `max(x)`, also `count(verdict == 'fail')`; `where`
    narrows the records. Names are those of the other form. Only records the person may see count; who may see none
    of them, or not a field they are measured by, sees nothing. It is listed, filtered and sorted, and stands in no
    expression.
    """

    kind: ClassVar[str] = "roll_up"
    widget: ClassVar[str] = "number"
    example: ClassVar[str] = (
        "received: {kind: roll_up, from: receipt.lot, value: sum(quantity), title: {zh: 已收, en: Received}}"
    )

    source_link: LinkText = pydantic.Field(alias="from")
    value: ExpressionText = "count()"
    where: ExpressionText | None = None
    decimals: Annotated[int, Ge(0), Le(PLACES)] | None = None
    unit: Annotated[str, StringConstraints(min_length=1, max_length=20, strict=True)] | None = None

    @property
    def live(self) -> Live:
        source, _, link = self.source_link.partition(".")
        return Live(source=source, link=link)

    def asked(self) -> Iterator[Asked]:
        yield from super().asked()
        yield Asked(("value",), self.value, target=self.live.source, about="group")
        if self.where is not None:
            yield Asked(("where",), self.where, BOOLEAN, target=self.live.source, about="records")

    def with_type(self, type_: Type) -> Self:
        if type_ == NUMBER:
            return self.with_shown(Number(decimals=self.decimals, unit=self.unit))
        kinds: dict[Type, type[FieldKind]] = {DATE: Date, MOMENT: Moment, BOOLEAN: YesNo}
        return self.with_shown(kinds.get(type_, Text)())

    def expression_type(self) -> Type:
        return LiveType()
