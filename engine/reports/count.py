"""What one statement counts: rows of a dataset, narrowed, grouped and measured, and found again behind a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from engine.lang.expressions import Expression
from engine.lang.labels import Label
from engine.reports.dataset import Dataset, Question, grouped
from engine.reports.dimension import Dimension
from engine.reports.ground import Ground
from engine.reports.measure import Measure


@dataclass(frozen=True, slots=True)
class Count:
    """`filters` are the dashboard's, as far as these rows have them. `title` is that of a stage.

    `opens` is the measure whose records a mark opens; none where it opens all rows of its group.
    """

    dataset: Dataset
    where: Expression | None
    by: Dimension | None
    series: Dimension | None
    measures: tuple[Measure, ...]
    opens: Measure | None
    filters: Mapping[str, Dimension]
    title: Label | None = None

    def query(self, ground: Ground, allowed: ColumnElement[bool], question: Question) -> Select[Any]:
        """The one grouped statement. `allowed` is what the person may see of the rows."""
        condition = and_(allowed, self.rows(ground, question))
        counted = None if self.opens is None else self.opens.counted(ground)
        return grouped(ground, condition, question.zone, self._dimensions(), self.measures, counted)

    def rows(self, ground: Ground, question: Question) -> ColumnElement[bool]:
        """True for the rows that have a part in the chart."""
        condition = self.dataset.rows_of(ground, question)
        if self.where is not None:
            condition = and_(condition, self.where.to_sql(ground.place))
        for name, keys in question.filters.items():
            if name in self.filters and keys:
                chosen = (self.filters[name].condition(ground, key, question.zone) for key in keys)
                condition = and_(condition, or_(*chosen))
        return condition

    def drill(
        self, ground: Ground, question: Question, key: str | None = None, series: str | None = None
    ) -> ColumnElement[bool]:
        """True for exactly the rows counted in one mark, by its wire keys; None stands for all of that dimension."""
        condition = self.rows(ground, question)
        if self.by is not None and key is not None:
            condition = and_(condition, self.by.condition(ground, key, question.zone))
        if self.series is not None and series is not None:
            condition = and_(condition, self.series.condition(ground, series, question.zone))
        counted = None if self.opens is None else self.opens.counted(ground)
        return condition if counted is None else and_(condition, counted)

    def records(
        self,
        ground: Ground,
        question: Question,
        key: str | None = None,
        series: str | None = None,
        allowed: ColumnElement[bool] | None = None,
    ) -> Select[Any]:
        """The ids of the records those rows belong to, to say `form.c.id.in_(count.records(...))`."""
        condition = and_(true() if allowed is None else allowed, self.drill(ground, question, key, series))
        return select(ground.record_id).select_from(ground.rows).where(condition).correlate(None)

    def _dimensions(self) -> dict[str, Dimension]:
        found = {"key": self.by, "series": self.series}
        return {name: dimension for name, dimension in found.items() if dimension is not None}
