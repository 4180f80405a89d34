"""A ring of shares with the total in it, and the list of its parts: beside it on a desk, below it on a phone."""

from __future__ import annotations

from typing import Any

from engine.reports.altair_door import SMALL, TEXT, Room, altair, finish, lettering, marks, theme_of
from engine.reports.lettering import clipped, width_of
from engine.reports.look import Look, Spec
from engine.reports.words import TOTAL

ACROSS, THICK = 200, 34
"""Pixels across the ring, and its thickness."""
LINE = 26
"""Pixels from one part of the list to the next."""
NARROW = 480

LINKED = {"href": "href:N", "description": "say:N"}


def ring(rows: list[dict[str, Any]], total: str, unit: str, look: Look) -> Spec:
    """Rows with `value`, `color`, `percent`, in their order; `total` as it is shown, with its `unit`."""
    long = len(rows) * LINE
    if look.width < NARROW:
        middle, left, top, height = (look.width / 2, ACROSS / 2), 0, ACROSS + 16, ACROSS + 16 + long
    else:
        height = max(ACROSS, long)
        middle, left, top = (ACROSS / 2, height / 2), ACROSS + 28, int((height - long) / 2)
    layers = [_arcs(rows, middle, look), *_total(total, unit, middle, look), *_parts(rows, left, top, look)]
    return finish(layers, look, Room(height))


def _arcs(rows: list[dict[str, Any]], middle: tuple[float, float], look: Look) -> Any:
    alt = altair()
    arcs = marks(rows).mark_arc(
        outerRadius=ACROSS / 2, innerRadius=ACROSS / 2 - THICK, stroke=theme_of(look).card, strokeWidth=1.5
    )
    return arcs.encode(
        theta=alt.Theta("value:Q", stack=True),
        order="at:O",
        color=alt.Color("color:N", scale=None, legend=None),
        x=alt.value(middle[0]),
        y=alt.value(middle[1]),
        **LINKED,
    )


def _total(total: str, unit: str, middle: tuple[float, float], look: Look) -> list[Any]:
    theme, (x, y) = theme_of(look), middle
    number = total.removesuffix(unit).strip()
    size = min(20, (ACROSS - 2 * THICK - 12) / max(width_of(number, 1), 1))
    said = f"{TOTAL.in_(look.language)} {unit}".strip()
    return [
        lettering(number, x, y - 4, align="center", fontWeight=600, fill=theme.ink, fontSize=size),
        lettering(said, x, y + 16, align="center", fill=theme.ink3),
    ]


def _parts(rows: list[dict[str, Any]], left: float, top: float, look: Look) -> list[Any]:
    """Colour, name, amount and share of each part on one line."""
    alt, theme = altair(), theme_of(look)
    shares, amounts = (max(width_of(row[name], SMALL) for row in rows) for name in ("percent", "shown"))
    free = look.width - left - shares - amounts - 46
    listed = [
        {**row, "name": clipped(row["label"], TEXT, free), "y": top + (at + 0.5) * LINE} for at, row in enumerate(rows)
    ]
    y = alt.Y("y:Q", scale=None, axis=None)
    swatch = marks(listed).mark_point(shape="square", size=110, opacity=1, strokeWidth=0, aria=False)
    swatches = swatch.encode(x=alt.value(left + 6), y=y, fill=alt.Fill("color:N", scale=None, legend=None))

    def column(name: str, x: float, **mark: Any) -> Any:
        text = marks(listed).mark_text(baseline="middle", **mark)
        return text.encode(text=f"{name}:N", x=alt.value(x), y=y, **LINKED)

    return [
        swatches,
        column("name", left + 20, align="left", fill=theme.ink, fontSize=TEXT),
        column("shown", look.width - shares - 12, align="right", fill=theme.ink2),
        column("percent", look.width, align="right", fill=theme.ink),
    ]


def shade(color: str, towards: str, at: int, count: int) -> str:
    """One hue from full to pale: the order of the parts is seen, and no colour is alone in telling them apart."""
    part = 0.72 * at / max(count - 1, 3)
    pairs = ((int(color[place : place + 2], 16), int(towards[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(own * (1 - part) + other * part):02x}" for own, other in pairs)
