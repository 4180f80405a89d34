"""Several measures side by side."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind
from engine.reports.period import Step


class Table(ChartKind):
    """One row a group with several measures side by side, ordered by the first of them or by name."""

    kind: ClassVar[str] = "table"
    example: ClassVar[str] = (
        "{kind: table, title: {zh: 供应商一览, en: Suppliers}, dataset: inspections, by: supplier, "
        "measures: [lots, lot_acceptance_rate]}"
    )

    by: ExpressionText
    step: Step | None = None
    measures: Annotated[tuple[Name, ...], Field(strict=False, min_length=1)]
    order: Literal["value", "own"] = "value"
    limit: Annotated[int, Field(ge=1, le=200)] = 50

    def key_axis(self) -> Axis:
        return Axis("by", self.by, self.step)

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return tuple((("measures", index), name) for index, name in enumerate(self.measures))
