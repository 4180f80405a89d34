"""Bars over categories or over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from engine.reports.altair_door import altair, marks, theme_of
from engine.reports.frames import ZERO, by_value, frame_of, in_own_order, series_by_size, total_of
from engine.reports.lying_bars import lying_bars
from engine.reports.over_rows import Measured, Split, Stepped
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


class Bar(Measured, Split, Stepped):
    """One bar a group: lying for categories, standing for steps of time (`step`). `series` splits a bar into parts.

    `order: value` puts the longest first, `order: own` keeps the order of the options or of the names.
    """

    kind: ClassVar[str] = "bar"
    example: ClassVar[str] = (
        "{kind: bar, title: {zh: 品类不良率, en: Defect rate by class}, dataset: inspections, by: item.class, "
        "measure: defect_rate, target: 2}"
    )

    order: Literal["value", "own"] = "value"
    limit: Annotated[int, Field(ge=1, le=50)] = 12
    target: Decimal | None = None

    @property
    @override
    def sums(self) -> bool:
        """Parts of a bar are added up."""
        return self.series is not None

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """Bars in order, each with its parts; categories after the first `limit` are not drawn."""
        sizes = series_by_size(groups)
        parts = sorted(groups, key=lambda group: sizes.index(group.series))
        if self.step is not None:
            keys = steps_on_axis(groups, self.step, period)
            empty = ZERO if chart.measure.adds_up else None
            filled = without_holes(parts, keys, self.step, look.language, empty)
            return frame_of(filled, drawn=[True] * len(filled))
        keys = self._in_order(chart, groups)
        ordered = sorted(parts, key=lambda group: keys.index(group.key))
        return frame_of(ordered, drawn=[keys.index(group.key) < self.limit for group in ordered])

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        theme = theme_of(look)
        rows = stacked(drawn_rows(chart, frame, look), "key")
        for row in rows:
            worse = chart.measure.is_worse(frame["value"][row["at"]], self.target)
            row["color"] = theme.fail if worse and not chart.series else theme.neutral
        if self.step is None:
            return lying_bars(chart, rows, look, self.target)
        alt = altair()
        plot = time_plot(chart, rows, ends(rows), look)
        layers = []
        for at, (series, _) in enumerate(plot.series):
            own = [{**row, "color": theme.series[at]} if chart.series else row for row in plot.of(rows, series)]
            bar = marks([row for row in own if row["value"] is not None]).mark_bar(stroke=theme.card, strokeWidth=0.5)
            color = alt.Color("color:N", scale=None, legend=None)
            layers.append(bar.encode(x=plot.x(), y=plot.y("end"), y2=alt.Y2("start:Q"), color=color))
        return plot.picture([layer.encode(href="href:N", description="say:N") for layer in layers], look)

    def _in_order(self, chart: Chart, groups: Sequence[Group]) -> list[str]:
        """The keys, each standing for the sum of its parts."""
        by_key: dict[str, list[Group]] = {}
        for group in groups:
            by_key.setdefault(group.key, []).append(group)
        whole = [replace(each[0], values=(total_of(each),)) if len(each) > 1 else each[0] for each in by_key.values()]
        return [group.key for group in (by_value(whole) if self.order == "value" else in_own_order(whole, chart))]
