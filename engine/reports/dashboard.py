"""Dashboards compiled: charts that say what to count, shape the answer and draw it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.lang.labels import Label
from engine.reports.chart import ChartKind
from engine.reports.count import Count
from engine.reports.dataset import Question
from engine.reports.definition import PeriodDefinition
from engine.reports.dimension import Dimension
from engine.reports.groups import Group, read_groups
from engine.reports.look import Look, Spec
from engine.reports.measure import Measure
from engine.reports.naming import Naming, Stages
from engine.reports.twin import Twin, twin

if TYPE_CHECKING:
    from pandas import DataFrame

Answers = Sequence[Mapping[str, Any]]
"""The rows of the grouped statement, by column name."""


@dataclass(frozen=True, slots=True)
class Chart:
    """`kind` is what the definition says; the rest is what its names mean.

    `counts` holds one statement under '', or with `stages` one for each of them, over rows of their own.
    """

    id: str
    kind: ChartKind
    counts: Mapping[str, Count]
    stages: Stages | None = None
    past: Mapping[str, Label] = field(default_factory=dict)
    """The dashboard's filters that do not narrow all of it, by name."""

    @property
    def title(self) -> Label:
        return self.kind.title

    @property
    def by(self) -> Naming | None:
        return self.stages or self._first.by

    @property
    def series(self) -> Dimension | None:
        return self._first.series

    @property
    def measures(self) -> tuple[Measure, ...]:
        return self._first.measures

    @property
    def measure(self) -> Measure:
        return self.measures[0]

    @property
    def whole(self) -> Count | None:
        """What all its marks together count; none where each stage counts records of its own."""
        return None if self.stages else self._first

    def behind(self, key: str | None) -> Count | None:
        """What counted the mark of this wire key; none where there is no such stage."""
        return self.counts.get(key or "") if self.stages else self._first

    def answers(self, ask: Callable[[Count], Answers]) -> Answers:
        """The answers of its statements as one; a stage's rows carry its key."""
        if self.stages is None:
            return ask(self._first)
        return [{**row, "key": stage} for stage, count in self.counts.items() for row in ask(count)]

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

    @property
    def _first(self) -> Count:
        return next(iter(self.counts.values()))


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`filters` are what people may narrow every chart by; each chart knows where it stands in its own rows."""

    id: str
    title: Label
    period: PeriodDefinition
    filters: Mapping[str, Dimension]
    charts: Mapping[str, Chart]
