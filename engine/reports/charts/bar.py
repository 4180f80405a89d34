"""Bars over categories or over time."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind
from engine.reports.period import Step


class Bar(ChartKind):
    """One bar a group: lying for categories, standing for steps of time (`step`). `series` splits a bar into parts.

    `order: value` puts the longest first, `order: own` keeps the order of the options or of the names.
    """

    kind: ClassVar[str] = "bar"
    example: ClassVar[str] = (
        "{kind: bar, title: {zh: 品类不良率, en: Defect rate by class}, dataset: inspections, by: item.class, "
        "measure: defect_rate, target: 2}"
    )

    by: ExpressionText
    step: Step | None = None
    series: ExpressionText | None = None
    measure: Name
    order: Literal["value", "own"] = "value"
    limit: Annotated[int, Field(ge=1, le=50)] = 12
    target: Annotated[Decimal, Field(strict=False)] | None = None

    def key_axis(self) -> Axis:
        return Axis("by", self.by, self.step)

    def series_axis(self) -> Axis | None:
        return Axis("series", self.series) if self.series else None

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)
