"""Bars that lie under their names: a list that is also a picture, with room for long names on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.reports.altair_door import TEXT, Room, altair, finish, lettering, marks, theme_of
from engine.reports.axes import legend_above
from engine.reports.lettering import clipped, width_of
from engine.reports.look import Look, Spec
from engine.reports.stacks import ends
from engine.reports.words import TARGET

if TYPE_CHECKING:
    from engine.reports.dashboard import Chart

ROW = 42
"""Pixels a bar and its name take; a gloved thumb meets it."""
TOP, THICK = 26, 8
"""Where in its row a bar lies, and how thick it is."""


def lying_bars(chart: Chart, rows: list[dict[str, Any]], look: Look, target: Decimal | None) -> Spec:
    """Rows with `start`, `end` and `color`; rows with one key are parts of one bar.

    `lead` stands before the name (a rank); `quiet` names are not judged.
    """
    theme, language = theme_of(look), look.language
    keys = list(dict.fromkeys(row["key"] for row in rows))
    series = {row["series"]: row["series_label"] for row in rows}
    for row in rows:
        row["y"] = keys.index(row["key"]) * ROW + TOP
        row["y2"] = row["y"] + THICK
        if chart.series:
            row["color"] = theme.series[list(series).index(row["series"]) % len(theme.series)]
    above = 22.0 if target is not None else 4.0
    legend = legend_above(list(series.values()) if chart.series else [], look, 0, above, lines=False)
    reach = [*ends(rows), *([] if target is None else [float(target)])]
    domain = [min(0.0, *reach), max(0.0, *reach) or 1.0] if reach else [0.0, 1.0]
    layers = [_tracks(len(keys), look), _bars(rows, domain, look), *_names(chart, rows, keys, look), *legend.layers]
    if target is not None:
        said = f"{TARGET.in_(language)} {chart.measure.shown(target, language)}"
        places = [
            {"start": float(target), "y": at * ROW + TOP - 3, "y2": at * ROW + TOP + THICK + 3}
            for at in range(len(keys))
        ]
        tick = marks(places).mark_rule(stroke=theme.ink, strokeWidth=2, aria=False)
        layers += [_placed(tick, domain), lettering(said, look.width, -10, align="right", fill=theme.ink3)]
    return finish(layers, look, Room(height=len(keys) * ROW, top=legend.top + above, bottom=4))


def _tracks(count: int, look: Look) -> Any:
    """The full width behind each bar, so that its length is seen against something."""
    alt = altair()
    rows = [{"y": at * ROW + TOP, "y2": at * ROW + TOP + THICK} for at in range(count)]
    track = marks(rows).mark_rect(fill=theme_of(look).track, cornerRadius=THICK / 2, aria=False)
    return track.encode(x=alt.value(0), x2=alt.value(look.width), y=_pixels("y"), y2=alt.Y2("y2:Q"))


def _bars(rows: Sequence[dict[str, Any]], domain: list[float], look: Look) -> Any:
    alt = altair()
    bar = marks(row for row in rows if row["value"] is not None).mark_rect(
        cornerRadius=2, stroke=theme_of(look).card, strokeWidth=0.5
    )
    color = alt.Color("color:N", scale=None, legend=None)
    return _placed(bar, domain).encode(x2=alt.X2("end:Q"), color=color, href="href:N", description="say:N")


def _placed(mark: Any, domain: list[float]) -> Any:
    alt = altair()
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=domain, nice=False, zero=False))
    return mark.encode(x=x, y=_pixels("y"), y2=alt.Y2("y2:Q"))


def _pixels(field: str) -> Any:
    alt = altair()
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def _names(chart: Chart, rows: Sequence[dict[str, Any]], keys: Sequence[str], look: Look) -> list[Any]:
    """What stands over each bar: the rank, the name, the value (of all parts)."""
    theme = theme_of(look)
    lead = max((width_of(row.get("lead", ""), TEXT) for row in rows), default=0)
    indent = lead + 8 if lead else 0
    lines = []
    for at, key in enumerate(keys):
        parts = [row for row in rows if row["key"] == key]
        first = parts[0]
        shown = first["shown"]
        if len(parts) > 1:
            whole = sum(Decimal(str(part["value"] or 0)) for part in parts)
            shown = chart.measure.shown(Decimal(whole), look.language)
        free = look.width - indent - width_of(shown, TEXT) - 14
        lines.append(
            {
                "name": clipped(first["label"], TEXT, free),
                "shown": shown,
                "lead": first.get("lead", ""),
                "y": at * ROW + 13,
                "color": theme.ink3 if first.get("quiet") else theme.ink,
                "href": look.links(key, None),
                "say": first["say"] if len(parts) == 1 else f"{first['label']}: {shown}",
            }
        )
    found = [
        _text(lines, "name", indent, align="left"),
        _text(lines, "shown", look.width, align="right", fontWeight=600),
    ]
    return [*found, _text(lines, "lead", lead, align="right")] if lead else found


def _text(rows: list[dict[str, Any]], field: str, x: float, **mark: Any) -> Any:
    alt = altair()
    layer = marks(rows).mark_text(baseline="middle", fontSize=TEXT, **mark)
    color = alt.Color("color:N", scale=None, legend=None)
    return layer.encode(
        text=f"{field}:N", x=alt.value(x), y=_pixels("y"), color=color, href="href:N", description="say:N"
    )
