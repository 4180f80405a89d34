"""Several measures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from engine.lang.model import Name
from engine.lang.problems import Path
from engine.reports.columns import measured, names, records
from engine.reports.frames import by_value, frame_of, in_own_order
from engine.reports.over_rows import Stepped

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look
    from engine.reports.period import Period
    from engine.reports.twin import Column


class Table(Stepped):
    """One row a group with several measures side by side, ordered by the first of them or by name."""

    kind: ClassVar[str] = "table"
    example: ClassVar[str] = (
        "{kind: table, title: {zh: 供应商一览, en: Suppliers}, dataset: inspections, by: supplier, "
        "measures: [lots, lot_acceptance_rate]}"
    )

    measures: Annotated[tuple[Name, ...], Field(min_length=1)]
    order: Literal["value", "own"] = "value"
    limit: Annotated[int, Field(ge=1, le=200)] = 50

    @override
    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return tuple((("measures", index), name) for index, name in enumerate(self.measures))

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        ordered = by_value(groups) if self.order == "value" else in_own_order(groups, chart)
        return frame_of(ordered, drawn=[at < self.limit for at in range(len(ordered))])

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> None:
        return None

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        numbers = (measured(measure, look, f"m{at}") for at, measure in enumerate(chart.measures))
        return (*names(chart, look), *numbers, records(look))
