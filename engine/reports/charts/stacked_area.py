"""Parts of a sum over time."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind
from engine.reports.period import Step


class StackedArea(ChartKind):
    """Parts of a sum over steps of time, one layer a `series`. A step without rows is zero, never interpolated.

    Layers after the `other_after` largest are summed as Other. Where a part is negative (a credit) standing bars are
    drawn, because areas cannot be stacked below zero.
    """

    kind: ClassVar[str] = "stacked_area"
    example: ClassVar[str] = (
        "{kind: stacked_area, title: {zh: 质量成本, en: Cost of quality}, dataset: costs, by: posted_on, step: month, "
        "series: category, measure: amount}"
    )
    sums: ClassVar[bool] = True

    by: ExpressionText
    step: Step
    series: ExpressionText
    measure: Name
    other_after: Annotated[int, Field(ge=1, le=5)] = 5

    def key_axis(self) -> Axis:
        return Axis("by", self.by, self.step)

    def series_axis(self) -> Axis:
        return Axis("series", self.series)

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)
