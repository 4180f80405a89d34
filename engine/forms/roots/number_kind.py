"""What kinds that keep a number have in common."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le

from engine.forms.cells import number_format
from engine.forms.field_kind import Trees
from engine.forms.operators import ORDERING
from engine.forms.printing import Printed
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.texts import Exact
from engine.forms.value_kind import PlainKind
from engine.forms.words import Words
from engine.forms.written_number import SCHEMA, read_number, rounded
from engine.lang.columns import PLACES, DecimalColumn, number_text
from engine.lang.domains import Domain
from engine.lang.expressions import NUMBER, Type


class NumberKind(PlainKind):
    """An exact number of at most 15 digits; on the wire a string, so that no reader makes a float of it."""

    operators: ClassVar[tuple[str, ...]] = ORDERING

    decimals: Annotated[int, Ge(0), Le(PLACES)] | None = None
    minimum: Exact | None = None
    maximum: Exact | None = None

    def json_schema(self) -> JsonSchema:
        return dict(SCHEMA)

    def column_type(self) -> DecimalColumn:
        return DecimalColumn()

    def expression_type(self) -> Type:
        return NUMBER

    def from_wire(self, value: Any, reading: Reading) -> Decimal | None:
        return read_number(value, self.decimals, reading)

    def to_wire(self, value: Decimal, words: Words) -> object:
        del words
        return number_text(value)

    def from_text(self, text: str, reading: Reading, words: Words) -> Decimal | None:
        del words
        return read_number(text, self.decimals, reading)

    def to_text(self, value: Decimal, words: Words) -> str:
        del words
        return number_text(value)

    def domain(self) -> Domain:
        return replace(super().domain(), decimals=self.decimals, minimum=self.minimum, maximum=self.maximum)

    def to_cell(self, value: Decimal, words: Words) -> Decimal:
        del words
        return value

    @property
    def cell_format(self) -> str:
        return number_format(self.decimals)

    def to_print(self, value: Decimal, words: Words) -> Printed:
        return replace(super().to_print(value, words), numeric=True)

    def fit(self, value: Decimal) -> Decimal:
        return rounded(value, self.decimals)

    @property
    def bounded(self) -> bool:
        return self.minimum is not None or self.maximum is not None

    def beyond(self, value: Decimal, reading: Reading) -> None:
        if self.minimum is not None and value < self.minimum:
            reading.refuse("below-minimum", minimum=number_text(self.minimum))
        if self.maximum is not None and value > self.maximum:
            reading.refuse("above-maximum", maximum=number_text(self.maximum))

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {
            "decimals": self.decimals,
            "minimum": None if self.minimum is None else number_text(self.minimum),
            "maximum": None if self.maximum is None else number_text(self.maximum),
        }
