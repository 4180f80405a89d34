"""How somebody looks at a chart: language, light or dark, how wide, and where its marks lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from engine.lang.labels import Language

Links = Callable[[str | None, str | None], str]
"""From the wire keys of a mark (group, series; None where it stands for all of them) to the URL of its records."""

Spec = dict[str, Any]
"""A Vega-Lite specification: JSON."""

PHONE, DESK = 360, 560
"""Widths in pixels the pictures are made for."""


def no_links(key: str | None, series: str | None) -> str:
    del key, series
    return ""


@dataclass(frozen=True, slots=True)
class Look:
    language: Language = "zh"
    theme: Literal["light", "dark"] = "light"
    width: int = DESK
    links: Links = no_links
