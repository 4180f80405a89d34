"""A value on a scale against its target."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from typing_extensions import override

from engine.reports.altair_door import SMALL, Room, altair, finish, lettering, marks, theme_of
from engine.reports.columns import usual
from engine.reports.frames import frame_of
from engine.reports.lettering import width_of
from engine.reports.measure import Measure
from engine.reports.over_rows import Measured
from engine.reports.saying import drawn_rows
from engine.reports.twin import Column
from engine.reports.words import TARGET

STRIP, THICK = 56, 14
"""Where the strip lies, and how thick it is, in pixels."""

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period


class Gauge(Measured):
    """One value on a scale from `minimum` to `maximum`, with a mark at `target`.

    The place says how it stands, the colour repeats it.
    """

    kind: ClassVar[str] = "gauge"
    example: ClassVar[str] = (
        "{kind: gauge, title: {zh: 8D 关闭及时率, en: 8D closed on time}, dataset: eight_d, "
        "measure: on_time_rate, target: 90}"
    )

    target: Decimal | None = None
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(100)

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        return frame_of(groups, drawn=[True] * len(groups))

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        """The value in large figures over a strip, on which its place against the target is seen."""
        alt, theme, measure = altair(), theme_of(look), chart.measure
        row = drawn_rows(chart, frame, look)[0]
        low, high = float(self.minimum), float(self.maximum)
        value = row["value"]
        good = theme.ink2 if self.target is None else theme.passed
        color = theme.fail if measure.is_worse(frame["value"][0], self.target) else good
        ends = [{"value": low, "end": high, "color": theme.track, "href": row["href"], "say": row["say"]}]
        if value is not None:
            ends.append({**ends[0], "end": min(max(value, low), high), "color": color})
        x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
        strip = (
            marks(ends)
            .mark_rect(cornerRadius=3)
            .encode(
                x=x,
                x2=alt.X2("end:Q"),
                y=alt.value(STRIP),
                y2=alt.value(STRIP + THICK),
                color=alt.Color("color:N", scale=None, legend=None),
                href="href:N",
                description="say:N",
            )
        )
        number = marks([{**row, "text": row["shown"]}]).mark_text(
            align="left",
            baseline="alphabetic",
            fontSize=36,
            fontWeight=600,
            fill=color if value is not None else theme.ink3,
        )
        big = number.encode(text="text:N", x=alt.value(0), y=alt.value(38), href="href:N", description="say:N")
        return finish([big, strip, *self._scale(measure, look)], look, Room(height=STRIP + THICK + 30))

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        target = Column(TARGET.in_(look.language), True, lambda _: chart.measure.shown(self.target, look.language))
        plain = usual(chart, look)
        return (plain[0], target, *plain[1:]) if self.target is not None else plain

    def _scale(self, measure: Measure, look: Look) -> list[Any]:
        """The ends of the scale, and the target where it stands."""
        alt, theme, y = altair(), theme_of(look), STRIP + THICK + 16
        ends = (plain_number(self.minimum), plain_number(self.maximum))
        if self.target is None:
            place, said = -1e9, ""
        else:
            place = float((self.target - self.minimum) / (self.maximum - self.minimum)) * look.width
            said = f"{TARGET.in_(look.language)} {measure.shown(self.target, look.language)}"
        half = width_of(said, SMALL) / 2
        centre = min(max(place, half), look.width - half)
        layers = []
        if centre - half > width_of(ends[0], SMALL) + 8 or not said:
            layers.append(lettering(ends[0], 0, y, fill=theme.ink3))
        if centre + half < look.width - width_of(ends[1], SMALL) - 8 or not said:
            layers.append(lettering(ends[1], look.width, y, align="right", fill=theme.ink3))
        if said:
            mark = marks([{}]).mark_rule(stroke=theme.ink, strokeWidth=2.5, aria=False)
            layers.append(mark.encode(x=alt.value(place), y=alt.value(STRIP - 6), y2=alt.value(STRIP + THICK + 6)))
            layers.append(lettering(said, centre, y, align="center", fill=theme.ink))
        return layers


def plain_number(value: Decimal) -> str:
    return f"{value.normalize():f}"
