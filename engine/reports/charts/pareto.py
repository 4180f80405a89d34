"""A Pareto chart."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind


class Pareto(ChartKind):
    """Causes by frequency, longest first, with the cumulative share. The few that make up `vital` percent are highlighted.

    Equal bars stand in the order of their names. `last` names a value that always stands last, such as `other`;
    `other_after` sums everything after so many bars into Other, which stands last too.
    """

    kind: ClassVar[str] = "pareto"
    example: ClassVar[str] = (
        "{kind: pareto, title: {zh: 缺陷帕累托, en: Defect Pareto}, dataset: defects, by: defect, measure: pieces, "
        "last: other, other_after: 8}"
    )
    sums: ClassVar[bool] = True

    by: ExpressionText
    measure: Name
    vital: Annotated[int, Field(ge=1, le=100)] = 80
    last: str | None = None
    other_after: Annotated[int, Field(ge=1, le=20)] | None = None

    def key_axis(self) -> Axis:
        return Axis("by", self.by)

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)
