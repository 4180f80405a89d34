"""A Pareto chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field
from typing_extensions import override

from engine.reports.altair_door import Room, finish, theme_of
from engine.reports.axes import names_below, unit_above
from engine.reports.columns import measured, names, percent, records
from engine.reports.frames import ZERO, as_key, by_value, frame_of, not_positive, summed, total_of, value_of
from engine.reports.over_rows import Grouped, Measured
from engine.reports.pareto_plot import HEIGHT, ParetoPlot
from engine.reports.saying import drawn_rows
from engine.reports.scales import scale_for
from engine.reports.words import CUMULATIVE, SHARE

MOST_BARS = 24
"""More cannot be told apart; the rest stands in the table."""

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period
    from engine.reports.twin import Column

RIGHT = 44
"""Pixels right of the plot for the percentages."""


class Pareto(Measured, Grouped):
    """Causes by frequency, longest first, with the cumulative share. The few that make up `vital` percent stand out.

    Equal bars stand in the order of their names. `last` names a value that always stands last, such as `other`;
    `other_after` sums everything after so many bars into Other, which stands last too.
    """

    kind: ClassVar[str] = "pareto"
    example: ClassVar[str] = (
        "{kind: pareto, title: {zh: 缺陷帕累托, en: Defect Pareto}, dataset: defects, by: defect, measure: pieces, "
        "last: other, other_after: 8}"
    )

    vital: Annotated[int, Field(ge=1, le=100)] = 80
    last: str | None = None
    other_after: Annotated[int, Field(ge=1, le=20)] | None = None

    @property
    @override
    def sums(self) -> bool:
        return True

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """Adds `share`, `cumulative` (0 to 1) and `vital`; what is not positive stands in the table without a share."""
        present = by_value([group for group in groups if value_of(group) > 0])
        last = [group for group in present if group.key == self.last]
        first = [group for group in present if group.key != self.last]
        if self.other_after is not None and len(first) + len(last) > self.other_after + 1:
            first, rest = first[: self.other_after], [*first[self.other_after :], *last]
            last = [summed(rest, [group.key for group in first], look, of=as_key)]
        bars, apart = [*first, *last], not_positive(groups)
        whole = total_of(bars)
        shares = [value_of(group) / whole for group in bars]
        cumulative = list(accumulate(shares))
        before = [ZERO, *cumulative[:-1]][: len(bars)]
        none = [None] * len(apart)
        return frame_of(
            [*bars, *apart],
            share=[*shares, *none],
            cumulative=[*cumulative, *none],
            vital=[*(at < len(first) and start * 100 < self.vital for at, start in enumerate(before)), *none],
            drawn=[*(at < MOST_BARS for at in range(len(bars))), *(False for _ in apart)],
        )

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        """The line and the bars share one scale: the left axis counts to the total, the right one to 100 percent."""
        theme = theme_of(look)
        rows = drawn_rows(chart, frame, look)
        whole = float(sum((value for value in frame["value"] if value > 0), ZERO))
        scale = scale_for([whole])
        below = names_below([row["label"] for row in rows], look.width - scale.room - RIGHT, HEIGHT, look)
        room = Room(HEIGHT, max(scale.room, below.left), RIGHT, 28, below.bottom)
        unit = chart.measure.unit_in(look.language)
        for row in rows:
            row["color"] = theme.fail if row["vital"] else theme.neutral
            row["reached"] = row["cumulative"] * whole
            row["number"] = row["shown"].removesuffix(unit).strip()
        plot = ParetoPlot(len(rows), scale, whole, room.plot_width(look))
        layers = [
            plot.shares(self.vital, look),
            *plot.bars(rows, look),
            *plot.line(rows, look),
            below.layer,
            *unit_above(unit, look, room.left),
        ]
        return finish(layers, look, room)

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        language = look.language
        shares = (percent(SHARE.in_(language), "share"), percent(CUMULATIVE.in_(language), "cumulative"))
        return (*names(chart, look), measured(chart.measure, look), *shares, records(look))
