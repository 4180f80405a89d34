"""The marks of a Pareto chart: bars that count, a line that adds them up, on one scale seen in two ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.reports.altair_door import SMALL, altair, lettering, marks, theme_of
from engine.reports.axes import across
from engine.reports.lettering import width_of
from engine.reports.look import Look
from engine.reports.scales import Scale

HEIGHT = 230
INSIDE = 24
"""A bar taller than this has its number inside, out of the line's way."""


@dataclass(frozen=True, slots=True)
class ParetoPlot:
    """`whole` is the total, where the right axis has 100 percent; `width` the plot's pixels."""

    count: int
    scale: Scale
    whole: float
    width: float

    def bars(self, rows: list[dict[str, Any]], look: Look) -> list[Any]:
        """Bars, and their numbers where they fit."""
        alt, theme = altair(), theme_of(look)
        color = alt.Color("color:N", scale=None, legend=None)
        bars = (
            marks(rows)
            .mark_bar(cornerRadiusEnd=2)
            .encode(x=self._x(), y=self._y("value"), color=color, href="href:N", description="say:N")
        )
        widest = max((width_of(row["number"], SMALL) for row in rows), default=0)
        if widest > self.width / self.count - 6:
            return [bars]
        tall = [row for row in rows if row["value"] / self.whole * HEIGHT > INSIDE]
        low = [row for row in rows if row not in tall]
        numbers = [
            marks(some).mark_text(dy=dy, fill=ink, aria=False).encode(x=self._x(), y=self._y("value"), text="number:N")
            for some, dy, ink in ((tall, 14, theme.card), (low, -8, theme.ink2))
            if some
        ]
        return [bars, *numbers]

    def line(self, rows: list[dict[str, Any]], look: Look) -> list[Any]:
        """What is reached up to each bar."""
        theme = theme_of(look)
        x, y = self._x(), self._y("reached")
        line = marks(rows).mark_line(stroke=theme.ink, strokeWidth=2, aria=False).encode(x=x, y=y)
        points = marks(rows).mark_point(fill=theme.ink, stroke=theme.card, size=46, opacity=1)
        return [line, points.encode(x=x, y=y, href="href:N", description="say:N")]

    def shares(self, vital: int, look: Look) -> Any:
        """The right axis in percent, and a dashed line where the vital few end."""
        alt, theme = altair(), theme_of(look)
        rule = marks([{}]).mark_rule(stroke=theme.ink3, strokeDash=[4, 4], aria=False)
        texts = (
            lettering(f"{part}%", self.width + 8, HEIGHT * (1 - part / 100), fill=theme.ink2)
            for part in range(0, 101, 20)
        )
        end = alt.value(HEIGHT * (1 - vital / 100))
        return alt.layer(rule.encode(x=alt.value(0), x2=alt.value(self.width), y=end), *texts)

    def _x(self) -> Any:
        return across(self.count, padding=0.18)

    def _y(self, field: str) -> Any:
        """From zero to the total."""
        alt = altair()
        ticks = [tick for tick in self.scale.ticks if tick <= self.whole]
        axis = alt.Axis(values=ticks, format=self.scale.format)
        return alt.Y(f"{field}:Q", axis=axis, stack=None, scale=alt.Scale(domain=[0, self.whole], nice=False))
