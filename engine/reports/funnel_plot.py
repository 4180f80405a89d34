"""The marks of a funnel: for each stage a bar in the middle, as wide as what passed, before what entered."""

from __future__ import annotations

from typing import Any

from engine.reports.altair_door import TEXT, Room, altair, finish, marks, theme_of
from engine.reports.lettering import clipped, width_of
from engine.reports.look import Look, Spec

ROW, TOP, THICK = 62, 28, 26
"""Pixels a stage takes, where in it the bar lies, and how thick it is."""


def funnel_plot(rows: list[dict[str, Any]], look: Look) -> Spec:
    """Rows with `value` of `m1`, and as text `shown`, `entered`, `percent`, in the order of the stages."""
    theme = theme_of(look)
    most = max((row["m1"] for row in rows), default=0) or 1
    for row in rows:
        row["said"] = f"{row['shown']} / {row['entered']} · {row['percent']}"
        row["y"] = row["at"] * ROW + TOP
        row["name"] = clipped(row["label"], TEXT, look.width - width_of(row["said"], TEXT) - 14)
    layers = [
        _bars(rows, "m1", most, theme.track, look),
        _bars(rows, "value", most, theme.neutral, look),
        _words(rows, "name", 0, align="left", fill=theme.ink),
        _words(rows, "said", look.width, align="right", fill=theme.ink, fontWeight=600),
    ]
    return finish(layers, look, Room(height=len(rows) * ROW))


def _bars(rows: list[dict[str, Any]], field: str, most: float, color: str, look: Look) -> Any:
    alt = altair()
    placed = [
        {**row, "left": (look.width - wide) / 2, "right": (look.width + wide) / 2, "end": row["y"] + THICK}
        for row in rows
        if (wide := max(row[field] / most * look.width, 0)) > 0
    ]
    bar = marks(placed).mark_rect(fill=color, cornerRadius=3)
    return bar.encode(
        x=alt.X("left:Q", scale=None, axis=None),
        x2=alt.X2("right:Q"),
        y=alt.Y("y:Q", scale=None, axis=None),
        y2=alt.Y2("end:Q"),
        href="href:N",
        description="say:N",
    )


def _words(rows: list[dict[str, Any]], field: str, x: float, **mark: Any) -> Any:
    alt = altair()
    placed = [{**row, "y": row["y"] - 13} for row in rows]
    text = marks(placed).mark_text(baseline="middle", fontSize=TEXT, **mark)
    y = alt.Y("y:Q", scale=None, axis=None)
    return text.encode(text=f"{field}:N", x=alt.value(x), y=y, href="href:N", description="say:N")
