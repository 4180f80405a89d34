"""A number over a group of rows, defined once: expression, unit, formula in words and worked example."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement

from engine.lang.expressions import Expression
from engine.lang.expressions.tree import Aggregate, Call, Node
from engine.lang.expressions.tree import Literal as Written
from engine.lang.labels import Label, Language
from engine.reports.example import Example, Mismatch
from engine.reports.ground import Ground

NOTHING = "—"
"""Shown where there is no number: nothing to divide by is not zero."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`adds_up` says whether the parts of a whole can be added (a count or a sum, unlike a rate)."""

    id: str
    title: Label
    expression: Expression
    unit: Label | None
    decimals: int
    better: Literal["higher", "lower"] | None
    formula: Label | None
    example: Example | None

    @property
    def adds_up(self) -> bool:
        return adds_up(self.expression.tree)

    def column(self, ground: Ground) -> ColumnElement[Any]:
        return self.expression.to_sql(ground.place)

    def counted(self, ground: Ground) -> ColumnElement[bool] | None:
        """The rows a plain `count(condition)` counts; None where every row of the group has a part in the number."""
        tree = self.expression.tree
        if isinstance(tree, Aggregate) and tree.op == "count" and tree.body is not None:
            return Expression(self.expression.text, tree.body).to_sql(ground.place)
        return None

    def rounded(self, value: Decimal | None) -> Decimal | None:
        """The number as it is shown: half away from zero."""
        return None if value is None else value.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)

    def shown(self, value: Decimal | None, language: Language) -> str:
        """`96.2%`, `1,234 PPM`, `—`."""
        rounded = self.rounded(value)
        if rounded is None:
            return NOTHING
        number = f"{abs(rounded) if rounded == 0 else rounded:,.{self.decimals}f}"
        unit = self.unit_in(language)
        return number + unit if unit in ("", "%", "‰") else f"{number} {unit}"

    def unit_in(self, language: Language) -> str:
        return self.unit.in_(language) if self.unit else ""

    def heading(self, language: Language) -> str:
        """The title with the unit, as a column's heading."""
        title, unit = self.title.in_(language), self.unit_in(language)
        if not unit or unit in title:
            return title
        return f"{title}（{unit}）" if language == "zh" else f"{title} ({unit})"

    def is_worse(self, value: Decimal | None, target: Decimal | None) -> bool:
        """Whether the value, as it is shown, misses a target; higher is better where the measure does not say."""
        shown = self.rounded(value)
        if shown is None or target is None:
            return False
        return shown > target if self.better == "lower" else shown < target

    def proves(self) -> Mismatch | None:
        """Computes the worked example; None when it gives what it says (or there is none)."""
        return self.example.compute(self.expression, self.decimals) if self.example else None


def adds_up(node: Node) -> bool:
    """A count or a sum, sums and differences of such, and multiples of one by a written number."""
    match node:
        case Aggregate(op="count" | "sum", rows=None):
            return True
        case Call(op="+" | "-", arguments=arguments):
            return all(adds_up(each) for each in arguments)
        case Call(op="*", arguments=(Written(), other)) | Call(op="*" | "/", arguments=(other, Written())):
            return adds_up(other)
        case Call(op="coalesce", arguments=(first, Written(value=Decimal() as value))) if value == 0:
            return adds_up(first)
    return False
