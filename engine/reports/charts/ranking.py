"""A ranking list."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind


class Ranking(ChartKind):
    """Groups in order of a measure, with their rank. Equal values share a rank and the next one is skipped (1, 1, 3).

    Groups with fewer than `at_least` rows stand at the end without a rank: too few to judge. Values on the wrong side of
    `target` are highlighted; the measure's `better` says which side that is. `limit` cuts the list.
    """

    kind: ClassVar[str] = "ranking"
    example: ClassVar[str] = (
        "{kind: ranking, title: {zh: 批次合格率排行, en: Lot acceptance}, dataset: inspections, by: supplier, "
        "measure: lot_acceptance_rate, order: ascending, limit: 10, at_least: 3, target: 95}"
    )

    by: ExpressionText
    measure: Name
    order: Literal["ascending", "descending"] = "descending"
    limit: Annotated[int, Field(ge=1, le=50)] = 10
    at_least: Annotated[int, Field(ge=1)] = 1
    target: Annotated[Decimal, Field(strict=False)] | None = None

    def key_axis(self) -> Axis:
        return Axis("by", self.by)

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)
