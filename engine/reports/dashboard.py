"""Dashboards compiled: charts that ask the database, shape the answer and find the records behind each mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from engine.lang.expressions import Expression
from engine.lang.labels import Label
from engine.reports.chart import ChartKind
from engine.reports.dataset import Dataset, Question, grouped
from engine.reports.definition import PeriodDefinition
from engine.reports.dimension import Dimension
from engine.reports.ground import Ground
from engine.reports.groups import Group, read_groups
from engine.reports.look import Look, Spec
from engine.reports.measure import Measure
from engine.reports.twin import Twin, twin

if TYPE_CHECKING:
    from pandas import DataFrame

Answers = Sequence[Mapping[str, Any]]
"""The rows of the grouped statement, by column name."""


@dataclass(frozen=True, slots=True)
class Chart:
    """`kind` is what the definition says; the rest is what its names mean. `filters` are the dashboard's."""

    id: str
    kind: ChartKind
    dataset: Dataset
    where: Expression | None
    by: Dimension | None
    series: Dimension | None
    measures: tuple[Measure, ...]
    filters: Mapping[str, Dimension]

    @property
    def title(self) -> Label:
        return self.kind.title

    @property
    def measure(self) -> Measure:
        return self.measures[0]

    def query(self, ground: Ground, allowed: ColumnElement[bool], question: Question) -> Select[Any]:
        """The one grouped statement. `allowed` is what the person may see of the rows."""
        condition = and_(allowed, self.rows(ground, question))
        return grouped(ground, condition, question.zone, self._dimensions(), self.measures)

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
        counted = self.measure.counted(ground) if len(self.measures) == 1 else None
        return condition if counted is None else and_(condition, counted)

    def records(
        self,
        ground: Ground,
        question: Question,
        key: str | None = None,
        series: str | None = None,
        allowed: ColumnElement[bool] | None = None,
    ) -> Select[Any]:
        """The ids of the records those rows belong to, to say `form.c.id.in_(chart.records(...))`."""
        condition = and_(true() if allowed is None else allowed, self.drill(ground, question, key, series))
        return select(ground.record_id).select_from(ground.rows).where(condition).correlate(None)

    def read(self, answers: Answers, look: Look) -> tuple[Group, ...]:
        return read_groups(answers, self.by, self.series, len(self.measures), look.language)

    def shape(self, answers: Answers, question: Question, look: Look) -> DataFrame:
        """The answer as a table in the order of the chart, with ranks, shares and the steps that were empty."""
        return self.kind.shape(self, self.read(answers, look), question.period, look)

    def spec(self, frame: DataFrame, look: Look) -> Spec | None:
        """The Vega-Lite picture, every mark with the link of its records; none where there is nothing to draw."""
        if self.by is not None and not any(
            drawn and rows for drawn, rows in zip(frame["drawn"], frame["rows"], strict=True)
        ):
            return None
        return self.kind.spec(self, frame, look)

    def twin(self, frame: DataFrame, look: Look) -> Twin:
        columns = self.kind.columns(self, look)
        return twin(frame, columns, look, by=self.by is not None, series=self.series is not None)

    def _dimensions(self) -> dict[str, Dimension]:
        found = {"key": self.by, "series": self.series}
        return {name: dimension for name, dimension in found.items() if dimension is not None}


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`filters` are what people may narrow every chart by; each chart knows where it stands in its own rows."""

    id: str
    title: Label
    period: PeriodDefinition
    filters: Mapping[str, Dimension]
    charts: Mapping[str, Chart]
