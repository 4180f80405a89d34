"""Lines over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from engine.reports.altair_door import marks, theme_of
from engine.reports.frames import ZERO, frame_of
from engine.reports.over_rows import Measured, Split, Stepped
from engine.reports.period import Step
from engine.reports.saying import drawn_rows, numbers
from engine.reports.theme import DASHES, SHAPES
from engine.reports.time_plot import time_plot
from engine.reports.timeline import steps_on_axis, without_holes

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period


class Line(Measured, Split, Stepped):
    """A measure over steps of time, one line a `series`. Lines differ by colour, dash and the shape of their points.

    A step without rows is a gap in a rate and zero in a count or a sum. Of many series the `limit` with the most rows
    are drawn; the table lists them all.
    """

    kind: ClassVar[str] = "line"
    example: ClassVar[str] = (
        "{kind: line, title: {zh: PPM 趋势, en: PPM trend}, dataset: receipts, by: submitted_at, step: month, "
        "series: supplier, measure: ppm, target: 500}"
    )
    leaves_out: ClassVar[Literal["key", "series"]] = "series"

    step: Step
    limit: Annotated[int, Field(ge=1, le=6)] = 5
    target: Decimal | None = None

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """Adds `drawn`: whether the row's series is among those drawn. Series with the most rows come first."""
        keys = steps_on_axis(groups, self.step, period)
        weight = Counter[str]()
        for group in groups:
            weight[group.series] += group.rows
        in_order = sorted(groups, key=lambda group: (-weight[group.series], group.series_label, group.series))
        empty = ZERO if chart.measure.adds_up else None
        filled = without_holes(in_order, keys, self.step, look.language, empty)
        drawn = list(dict.fromkeys(group.series for group in in_order))[: self.limit]
        return frame_of(filled, drawn=[group.series in drawn for group in filled])

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        """A line leads to the records of its whole series, a point to those of its step."""
        theme = theme_of(look)
        rows = drawn_rows(chart, frame, look)
        plot = time_plot(chart, rows, numbers(rows), look, lines=True)
        layers = []
        for at, (series, title) in enumerate(plot.series):
            own = plot.of(rows, series)
            whole = {"href": look.links(None, series if chart.series else None), "say": title}
            line = marks([{**row, **whole} for row in own]).mark_line(
                stroke=theme.series[at], strokeWidth=2, strokeDash=list(DASHES[at]), strokeJoin="round"
            )
            points = marks(own).mark_point(
                shape=SHAPES[at], size=52, fill=theme.series[at], stroke=theme.card, strokeWidth=1, opacity=1
            )
            layers += [
                each.encode(x=plot.x(), y=plot.y(), href="href:N", description="say:N") for each in (line, points)
            ]
        return plot.picture(layers, look)
