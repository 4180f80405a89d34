"""Lines over time."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind
from engine.reports.period import Step


class Line(ChartKind):
    """A measure over steps of time, one line a `series`. Lines differ by colour, dash and the shape of their points.

    A step without rows is a gap in a rate and zero in a count or a sum. Of many series the `limit` with the most rows are
    drawn; the table lists them all.
    """

    kind: ClassVar[str] = "line"
    example: ClassVar[str] = (
        "{kind: line, title: {zh: PPM 趋势, en: PPM trend}, dataset: receipts, by: submitted_at, step: month, "
        "series: supplier, measure: ppm, target: 500}"
    )

    by: ExpressionText
    step: Step
    series: ExpressionText | None = None
    measure: Name
    limit: Annotated[int, Field(ge=1, le=6)] = 5
    target: Annotated[Decimal, Field(strict=False)] | None = None

    def key_axis(self) -> Axis:
        return Axis("by", self.by, self.step)

    def series_axis(self) -> Axis | None:
        return Axis("series", self.series) if self.series else None

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)
