"""A Pareto chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field
from typing_extensions import override

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.altair_door import SMALL, Room, altair, finish, lettering, marks, theme_of
from engine.reports.axes import across, names_below, unit_above
from engine.reports.chart import Axis, ChartKind
from engine.reports.columns import measured, names, percent, records
from engine.reports.frames import ZERO, as_key, by_value, frame_of, summed, total_of, value_of
from engine.reports.lettering import width_of
from engine.reports.saying import drawn_rows
from engine.reports.scales import Scale, scale_for
from engine.reports.words import CUMULATIVE, SHARE

HEIGHT = 230
MOST_BARS = 24
"""More cannot be told apart; the rest stands in the table."""

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period
    from engine.reports.twin import Column


class Pareto(ChartKind):
    """Causes by frequency, longest first, with the cumulative share. The few that make up `vital` percent stand out.

    Equal bars stand in the order of their names. `last` names a value that always stands last, such as `other`;
    `other_after` sums everything after so many bars into Other, which stands last too.
    """

    kind: ClassVar[str] = "pareto"
    example: ClassVar[str] = (
        "{kind: pareto, title: {zh: 缺陷帕累托, en: Defect Pareto}, dataset: defects, by: defect, measure: pieces, "
        "last: other, other_after: 8}"
    )

    by: ExpressionText
    measure: Name
    vital: Annotated[int, Field(ge=1, le=100)] = 80
    last: str | None = None
    other_after: Annotated[int, Field(ge=1, le=20)] | None = None

    @property
    @override
    def sums(self) -> bool:
        return True

    @override
    def key_axis(self) -> Axis:
        return Axis("by", self.by)

    @override
    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """Adds `share`, `cumulative` (0 to 1) and `vital`; groups without anything are left out."""
        present = by_value([group for group in groups if value_of(group) > 0])
        last = [group for group in present if group.key == self.last]
        first = [group for group in present if group.key != self.last]
        if self.other_after is not None and len(first) + len(last) > self.other_after + 1:
            first, rest = first[: self.other_after], [*first[self.other_after :], *last]
            last = [summed(rest, [group.key for group in first], look, of=as_key)]
        bars = [*first, *last]
        whole = total_of(bars)
        shares = [value_of(group) / whole for group in bars]
        cumulative = list(accumulate(shares))
        before = [ZERO, *cumulative[:-1]][: len(bars)]
        vital = [at < len(first) and start * 100 < self.vital for at, start in enumerate(before)]
        drawn = [at < MOST_BARS for at in range(len(bars))]
        return frame_of(bars, share=shares, cumulative=cumulative, vital=vital, drawn=drawn)

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        """The line and the bars share one scale: the left axis counts to the total, the right one to 100 percent."""
        alt, theme = altair(), theme_of(look)
        rows = drawn_rows(chart, frame, look)
        whole = float(sum(frame["value"], ZERO))
        scale = scale_for([whole])
        below = names_below([row["label"] for row in rows], look.width - scale.room - 44, HEIGHT, look)
        unit = unit_above(chart.measure.unit_in(look.language), look, scale.room)
        room = Room(HEIGHT, max(scale.room, below.left), 44, 22, below.bottom)
        x, y = across(len(rows), padding=0.18), count_axis(scale, whole)
        for row in rows:
            row["color"] = theme.fail if row["vital"] else theme.neutral
            row["reached"] = row["cumulative"] * whole
        bars = (
            marks(rows)
            .mark_bar(cornerRadiusEnd=2)
            .encode(x=x, y=y, color=alt.Color("color:N", scale=None, legend=None), href="href:N", description="say:N")
        )
        placed = {"x": x, "y": alt.Y("reached:Q", scale=y.scale, axis=None)}
        line = marks(rows).mark_line(stroke=theme.ink, strokeWidth=2, aria=False).encode(**placed)
        points = (
            marks(rows)
            .mark_point(fill=theme.ink, stroke=theme.card, size=46, opacity=1)
            .encode(**placed, href="href:N", description="say:N")
        )
        width = room.plot_width(look)
        layers = [self._vital_line(width, look), bars, line, points, below.layer, *unit]
        layers += [
            lettering(f"{part}%", width + 8, HEIGHT * (1 - part / 100), fill=theme.ink2)
            for part in (0, 20, 40, 60, 80, 100)
        ]
        band = width / len(rows)
        if max(width_of(row["shown"], SMALL) for row in rows) < band - 2:
            values = marks(rows).mark_text(dy=-8, fill=theme.ink2, aria=False)
            layers.append(values.encode(x=x, y=y, text="shown:N"))
        return finish(layers, look, room)

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        language = look.language
        shares = (percent(SHARE.in_(language), "share"), percent(CUMULATIVE.in_(language), "cumulative"))
        return (*names(chart, look), measured(chart.measure, look), *shares, records(look))

    def _vital_line(self, width: float, look: Look) -> Any:
        alt = altair()
        rule = marks([{}]).mark_rule(stroke=theme_of(look).ink3, strokeDash=[4, 4], aria=False)
        y = alt.value(HEIGHT * (1 - self.vital / 100))
        return rule.encode(x=alt.value(0), x2=alt.value(width), y=y)


def count_axis(scale: Scale, whole: float) -> Any:
    """From zero to the total, which is where the right axis has 100 percent."""
    alt = altair()
    ticks = [tick for tick in scale.ticks if tick <= whole]
    axis = alt.Axis(values=ticks, format=scale.format)
    return alt.Y("value:Q", axis=axis, scale=alt.Scale(domain=[0, whole], nice=False))
