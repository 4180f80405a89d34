"""Shares of a whole."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind


class Pie(ChartKind):
    """Shares of a whole, the largest first, the total in the middle; shares below `other_below` percent are summed as Other."""

    kind: ClassVar[str] = "pie"
    example: ClassVar[str] = (
        "{kind: pie, title: {zh: 质量损失占比, en: Loss by supplier}, dataset: costs, by: supplier, measure: loss}"
    )
    sums: ClassVar[bool] = True

    by: ExpressionText
    measure: Name
    other_below: Annotated[int, Field(ge=0, le=20)] = 3

    def key_axis(self) -> Axis:
        return Axis("by", self.by)

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)
