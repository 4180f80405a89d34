"""A funnel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field
from typing_extensions import override

from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import ChartKind, Counting
from engine.reports.columns import measured, names, percent, percent_text, records
from engine.reports.frames import ZERO, frame_of, value_of
from engine.reports.funnel_plot import funnel_plot
from engine.reports.groups import Group
from engine.reports.saying import drawn_rows
from engine.reports.words import ENTERED, PASS_RATE, PASSED

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period
    from engine.reports.twin import Column


class Stage(Definition):
    """One stage: how many passed it (`measure`), and how many entered it (`of`). `where` narrows its rows."""

    title: LabelText
    dataset: Name
    where: ExpressionText | None = None
    measure: Name
    of: Name

    def measures(self) -> tuple[tuple[Path, str], ...]:
        return (("measure",), self.measure), (("of",), self.of)


class Funnel(ChartKind):
    """Stages in the order in which things pass them, each with what entered it, what passed and the rate.

    Every stage counts rows of a dataset of its own, and a click opens the records that passed it. All measures are
    counts or sums in one unit: lots and pieces are not compared.
    """

    kind: ClassVar[str] = "funnel"
    example: ClassVar[str] = (
        "{kind: funnel, title: {zh: 检验通过漏斗, en: Inspections passed}, stages: {"
        "incoming: {title: IQC, dataset: inspections, measure: accepted_lots, of: lots}, "
        "final: {title: FQC, dataset: lot_inspections, measure: passed_lots, of: lots}}}"
    )

    stages: Annotated[Mapping[Name, Stage], Field(min_length=2, max_length=12)]

    @property
    @override
    def sums(self) -> bool:
        return True

    @override
    def counting(self) -> Mapping[str, Counting]:
        return {
            name: Counting(stage.dataset, stage.where, stage.measures(), path=("stages", name), title=stage.title)
            for name, stage in self.stages.items()
        }

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """Adds `share`: the part of what entered a stage that passed it, 0 to 1."""
        whole = [replace(group, values=tuple(value or ZERO for value in group.values)) for group in groups]
        share = [value_of(group) / group.values[1] if group.values[1] else None for group in whole]
        return frame_of(whole, share=share, drawn=[True] * len(whole))

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        rows = drawn_rows(chart, frame, look)
        for row in rows:
            row["entered"] = chart.measure.shown(frame["m1"][row["at"]], look.language)
            row["percent"] = percent_text(frame["share"][row["at"]])
        return funnel_plot(rows, look)

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        entered = replace(measured(chart.measure, look, "m1"), title=ENTERED.in_(look.language))
        passed = replace(measured(chart.measure, look), title=PASSED.in_(look.language))
        rate = percent(PASS_RATE.in_(look.language), "share")
        return (*names(chart, look), entered, passed, rate, records(look))
