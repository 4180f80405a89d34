"""The plain parts of a plot with standing marks: the value axis, the names under it, the legend above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from engine.reports.altair_door import SMALL, altair, lettering, marks, theme_of
from engine.reports.lettering import broken, clipped, width_of, wrapped
from engine.reports.look import Look
from engine.reports.naming import NONE
from engine.reports.period import Step, tick_label
from engine.reports.theme import DASHES, SHAPES

LINE = 15
"""Pixels from one line of small text to the next."""
SLANT = -40
"""Degrees names are turned by where they do not fit."""


@dataclass(frozen=True, slots=True)
class Names:
    """The layer with the names under the axis, and the pixels it needs below the plot and left of it."""

    layer: Any
    bottom: float
    left: float = 0


def across(count: int, *, padding: float = 0.25) -> Any:
    """The band of each of `count` marks, by `at`."""
    alt = altair()
    return alt.X(
        "at:O", axis=None, scale=alt.Scale(domain=list(range(count)), paddingInner=padding, paddingOuter=padding / 2)
    )


def names_below(labels: Sequence[str], width: float, height: float, look: Look) -> Names:
    """Names of categories: in lines if all fit their band, else slanted and cut."""
    alt = altair()
    band = width / max(len(labels), 1)
    folded = [wrapped(label, SMALL, band - 4, 3) for label in labels]
    color = theme_of(look).ink2
    if folded.count(None) * 4 <= len(folded) and band > 40:
        folded = [lines or broken(label, SMALL, band - 4, 3) for label, lines in zip(labels, folded, strict=True)]
    if all(lines is not None for lines in folded):
        rows = [{"at": at, "text": lines} for at, lines in enumerate(folded)]
        layer = marks(rows).mark_text(align="center", baseline="top", lineHeight=LINE, fill=color)
        deep = max((len(lines or ()) for lines in folded), default=1) * LINE
        return Names(layer.encode(text="text:N", x=across(len(labels)), y=alt.value(height + 7)), deep + 10)
    cut = [clipped(label, SMALL, 108) for label in labels]
    layer = marks({"at": at, "text": label} for at, label in enumerate(cut)).mark_text(
        align="right", baseline="middle", angle=SLANT % 360, dx=4, fill=color
    )
    widest = max(width_of(label, SMALL) for label in cut)
    first = max(width_of(label, SMALL) * 0.766 - band * (at + 0.5) for at, label in enumerate(cut))
    placed = layer.encode(text="text:N", x=across(len(labels)), y=alt.value(height + 10))
    return Names(placed, ceil(widest * 0.643 + 22), ceil(max(0.0, first)))


def steps_below(keys: Sequence[str], step: Step, width: float, height: float, look: Look) -> Names:
    """Steps of time, thinned out where they would touch, the year under the first and where it changes."""
    alt = altair()
    band = width / max(len(keys), 1)
    days = [date.fromisoformat(key) if key else None for key in keys]
    none = NONE.in_(look.language)
    short = [tick_label(day, step, look.language) if day else none for day in days]
    every = max(1, -(-max(width_of(text, SMALL) + 10 for text in short) // band)) if short else 1
    rows, year = [], ""
    for at, (day, text) in enumerate(zip(days, short, strict=True)):
        if at % every:
            continue
        this_year = str(day.isocalendar().year if step == "week" else day.year) if day else ""
        rows.append({"at": at, "text": [text, this_year] if this_year != year else [text]})
        year = this_year
    layer = marks(rows).mark_text(align="center", baseline="top", lineHeight=LINE, fill=theme_of(look).ink2)
    return Names(layer.encode(text="text:N", x=across(len(keys)), y=alt.value(height + 7)), 2 * LINE + 10)


@dataclass(frozen=True, slots=True)
class Legend:
    layers: tuple[Any, ...]
    top: float
    """Pixels above the plot."""


def legend_above(names: Sequence[str], look: Look, left: float, above: float, *, lines: bool) -> Legend:
    """Names of series with their colour (and for lines their dash and shape), as many in a row as fit.

    `left` is the room left of the plot, `above` the pixels between the plot and the legend.
    """
    alt, theme = altair(), theme_of(look)
    colors = theme.series
    width, swatch = look.width - 8, 22 if lines else 12
    cell = min(width, max((width_of(name, SMALL) for name in names), default=0) + swatch + 22)
    columns = max(1, int(width // cell))
    rows_needed = -(-len(names) // columns)
    top = rows_needed * 20
    layers = []
    for index, name in enumerate(names):
        x = (index % columns) * cell - left + 2
        y = (index // columns) * 20 - top - above + 10
        if lines:
            rule = marks([{}]).mark_rule(stroke=colors[index], strokeWidth=2, strokeDash=list(DASHES[index]))
            layers.append(rule.encode(x=alt.value(x), x2=alt.value(x + swatch), y=alt.value(y)))
            shape = {"shape": SHAPES[index], "size": 45, "fill": colors[index], "opacity": 1}
        else:
            shape = {"shape": "square", "size": 110, "fill": colors[index], "opacity": 1}
        point = marks([{}]).mark_point(strokeWidth=0, aria=False, **shape)
        layers.append(point.encode(x=alt.value(x + swatch / 2), y=alt.value(y)))
        layers.append(lettering(clipped(name, SMALL, width - swatch - 22), x + swatch + 6, y, fill=theme.ink))
    return Legend(tuple(layers), top)


def unit_above(unit: str, look: Look, room_left: float) -> list[Any]:
    """The unit of the value axis, above its labels."""
    return [lettering(unit, -room_left, -19, fill=theme_of(look).ink3)] if unit else []
