"""The common frame of pictures over time: value axis, steps below, legend above; the marks go inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.reports.altair_door import Room, altair, finish, lettering, marks, theme_of
from engine.reports.axes import across, legend_above, names_below, steps_below, unit_above
from engine.reports.look import Look, Spec
from engine.reports.scales import Scale, scale_for
from engine.reports.words import TARGET

if TYPE_CHECKING:
    from engine.reports.dashboard import Chart

HEIGHT = 220


@dataclass(frozen=True, slots=True)
class TimePlot:
    """`keys` are the steps on the axis, `series` the wire keys and names in the order of their colours."""

    keys: tuple[str, ...]
    series: tuple[tuple[str, str], ...]
    scale: Scale
    room: Room
    around: tuple[Any, ...]

    def of(self, rows: Iterable[dict[str, Any]], series: str) -> list[dict[str, Any]]:
        return [row for row in rows if row["series"] == series]

    def x(self, *, padding: float = 0.25) -> Any:
        return across(len(self.keys), padding=padding)

    def y(self, field: str = "value") -> Any:
        alt = altair()
        axis = alt.Axis(values=list(self.scale.ticks), format=self.scale.format)
        return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(domain=list(self.scale.domain), nice=False))

    def picture(self, layers: Iterable[Any], look: Look) -> Spec:
        return finish([*layers, *self.around], look, self.room)


def time_plot(
    chart: Chart, rows: Sequence[dict[str, Any]], values: Sequence[float], look: Look, *, lines: bool = False
) -> TimePlot:
    """The frame for these rows; each row's `at` becomes its place on the axis. `values` must fit on the scale."""
    keys = tuple(dict.fromkeys(row["key"] for row in rows))
    for row in rows:
        row["at"] = keys.index(row["key"])
    series = tuple({row["series"]: row["series_label"] for row in rows}.items())
    target = getattr(chart.kind, "target", None)
    scale = scale_for([*values, *([] if target is None else [float(target)])])
    left = scale.room
    unit = unit_above(chart.measure.unit_in(look.language), look, left)
    above = 28.0 if unit or target is not None else 10.0
    titles = [title for _, title in series] if chart.series else []
    legend = legend_above(titles, look, left, above, lines=lines)
    top = legend.top + above
    width = look.width - left - 14
    step = chart.by.step if chart.by else None
    below = (
        steps_below(keys, step, width, HEIGHT, look)
        if step
        else names_below([row["label"] for row in rows if row["series"] == rows[0]["series"]], width, HEIGHT, look)
    )
    goal = [] if target is None else _goal(chart, target, scale, width, look)
    room = Room(HEIGHT, left, 14, top, below.bottom)
    return TimePlot(keys, series, scale, room, (below.layer, *legend.layers, *unit, *goal))


def _goal(chart: Chart, target: Any, scale: Scale, width: float, look: Look) -> list[Any]:
    """A dashed line at the target, named above the plot, where no mark is."""
    alt, theme = altair(), theme_of(look)
    y = HEIGHT - scale.at(float(target), HEIGHT)
    said = f"{TARGET.in_(look.language)} {chart.measure.shown(target, look.language)}"
    rule = marks([{}]).mark_rule(stroke=theme.ink, strokeDash=[4, 4], aria=False).encode(y=alt.value(y))
    return [rule, lettering(f"┄ {said}", width, -19, align="right", fill=theme.ink2)]
