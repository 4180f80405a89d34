"""Parts of a sum over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field
from typing_extensions import override

from engine.lang.model import ExpressionText
from engine.reports.altair_door import altair, marks, theme_of
from engine.reports.frames import ZERO, as_series, frame_of, series_by_size, summed
from engine.reports.over_rows import Measured, Split, Stepped
from engine.reports.period import Step
from engine.reports.saying import drawn_rows
from engine.reports.stacks import ends, stacked
from engine.reports.time_plot import time_plot
from engine.reports.timeline import steps_on_axis, without_holes

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period


class StackedArea(Measured, Split, Stepped):
    """Parts of a sum over steps of time, one layer a `series`. A step without rows is zero, never interpolated.

    Layers after the `other_after` largest are summed as Other. Where a part is negative (a credit) standing bars are
    drawn, because areas cannot be stacked below zero.
    """

    kind: ClassVar[str] = "stacked_area"
    example: ClassVar[str] = (
        "{kind: stacked_area, title: {zh: 质量成本, en: Cost of quality}, dataset: costs, by: posted_on, step: month, "
        "series: category, measure: amount}"
    )

    step: Step
    series: ExpressionText
    other_after: Annotated[int, Field(ge=1, le=5)] = 5

    @property
    @override
    def sums(self) -> bool:
        return True

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """The largest layer first; steps without rows are zero. Layers after `other_after` are summed, step by step."""
        keys = steps_on_axis(groups, self.step, period)
        order = series_by_size(groups)
        shown, rest = order[: self.other_after], set(order[self.other_after :])
        if len(rest) > 1:
            tail = [group for group in groups if group.series in rest]
            by_step = [[group for group in tail if group.key == key] for key in keys]
            others = [summed(together, shown, look, of=as_series) for together in by_step if together]
            groups = [*(group for group in groups if group.series not in rest), *others]
            order = [*shown, others[0].series]
        in_order = sorted(groups, key=lambda group: order.index(group.series))
        filled = without_holes(in_order, keys, self.step, look.language, ZERO)
        return frame_of(filled, drawn=[True] * len(filled))

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        """An invisible bar over each layer and step leads to its records; the layer itself to those of all steps."""
        alt, theme = altair(), theme_of(look)
        rows = stacked(drawn_rows(chart, frame, look), "key")
        plot = time_plot(chart, rows, ends(rows), look)
        areas = len(plot.keys) > 1 and all(row["value"] >= 0 for row in rows)
        layers = []
        for at, (series, title) in enumerate(plot.series):
            own = plot.of(rows, series)
            if areas:
                whole = {"href": look.links(None, series), "say": title}
                area = marks([{**row, **whole} for row in own]).mark_area(
                    fill=theme.series[at], fillOpacity=0.82, line={"color": theme.card, "strokeWidth": 1}
                )
                layers.append(area.encode(x=plot.x(padding=0), y=plot.y("end"), y2=alt.Y2("start:Q")))
        for at, (series, _) in enumerate(plot.series):
            bar = marks(plot.of(rows, series)).mark_bar(
                fill=theme.series[at], fillOpacity=0 if areas else 0.9, stroke=None if areas else theme.card
            )
            layers.append(
                bar.encode(
                    x=plot.x(padding=0 if areas else 0.25), y=plot.y("end"), y2=alt.Y2("start:Q"), description="say:N"
                )
            )
        return plot.picture([layer.encode(href="href:N", description="say:N") for layer in layers], look)
