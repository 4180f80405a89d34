"""The one door to Altair. It is heavy, so it is opened when the first picture is made, not when the engine starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from engine.reports.look import Look, Spec
from engine.reports.theme import FONT, THEMES, Theme

SMALL, TEXT = 12, 13
"""Letter sizes in pixels: on axes, and for what is read first."""


@dataclass(frozen=True, slots=True)
class Room:
    """The pixels around the plot and its height: placed by us, nothing is measured with a server's font."""

    height: float
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0

    def plot_width(self, look: Look) -> float:
        return look.width - self.left - self.right


@cache
def altair() -> ModuleType:
    import altair as module

    return module


def marks(rows: Iterable[Mapping[str, Any]]) -> Any:
    """An Altair chart over these rows, to be given a mark."""
    alt = altair()
    return alt.Chart(alt.Data(values=[dict(row) for row in rows]))


def lettering(text: str, x: float, y: float, **mark: Any) -> Any:
    """One line of text at a place in the plot, in pixels; outside of it (negative) is allowed."""
    alt = altair()
    options = {"align": "left", "baseline": "middle", "fontSize": SMALL, **mark}
    return marks([{"text": text}]).mark_text(**options).encode(text="text:N", x=alt.value(x), y=alt.value(y))


def finish(layers: Iterable[Any], look: Look, room: Room) -> Spec:
    """The layers as one Vega-Lite specification, exactly as wide as the look says."""
    chart = altair().layer(*layers).properties(width=room.plot_width(look), height=room.height)
    spec: Spec = chart.to_dict()
    spec["autosize"] = {"type": "none"}
    spec["padding"] = {"left": room.left, "right": room.right, "top": room.top, "bottom": room.bottom}
    spec["background"] = None
    spec["config"] = config(theme_of(look))
    return spec


def theme_of(look: Look) -> Theme:
    return THEMES[look.theme]


def config(theme: Theme) -> dict[str, Any]:
    """One Vega config for every picture."""
    return {
        "font": FONT,
        "aria": True,
        "view": {"stroke": None},
        "text": {"fill": theme.ink2, "fontSize": SMALL, "font": FONT},
        "axis": {
            "aria": False,
            "domain": False,
            "ticks": False,
            "grid": True,
            "gridColor": theme.line,
            "gridOpacity": 0.7,
            "labelColor": theme.ink2,
            "labelFontSize": SMALL,
            "labelPadding": 6,
            "title": None,
        },
    }
