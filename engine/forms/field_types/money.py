"""An amount of money."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from annotated_types import Ge, Le
from pydantic import StringConstraints

from engine.forms.field_kind import Trees
from engine.forms.reading import Reading
from engine.forms.roots.number_kind import NumberKind
from engine.forms.words import Words
from engine.forms.written_number import read_number
from engine.lang.columns import PLACES


class Money(NumberKind):
    """An amount in one currency, exact to `decimals` places (2).

    `currency` is the ISO 4217 code (CNY). Amounts below zero are credits; set `minimum: 0` to refuse them.
    """

    kind: ClassVar[str] = "money"
    widget: ClassVar[str] = "money"
    example: ClassVar[str] = "amount: {kind: money, currency: CNY, minimum: 0, title: {zh: 金额, en: Amount}}"

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$", strict=True)] = "CNY"
    decimals: Annotated[int, Ge(0), Le(PLACES)] = 2

    def from_text(self, text: str, reading: Reading, words: Words) -> Decimal | None:
        del words
        return read_number(text.removesuffix(self.currency).rstrip(), self.decimals, reading)

    def to_text(self, value: Decimal, words: Words) -> str:
        del words
        return f"{value:.{self.decimals}f} {self.currency}"

    @property
    def measured_in(self) -> str:
        return self.currency

    def describe(self, trees: Trees) -> dict[str, object]:
        return {"currency": self.currency, **super().describe(trees)}
