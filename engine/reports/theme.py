"""The page's colours and letters, as the pictures use them: ink for what is measured, hue only for status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

FONT = '"PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif'


@dataclass(frozen=True, slots=True)
class Theme:
    """`series` tells lines and layers apart together with `DASHES` and `SHAPES`, so that colour is never alone."""

    ink: str
    ink2: str
    ink3: str
    card: str
    line: str
    neutral: str
    track: str
    action: str
    passed: str
    fail: str
    near: str
    series: tuple[str, ...]


LIGHT = Theme(
    ink="#16202b",
    ink2="#4a5766",
    ink3="#5f6c7b",
    card="#ffffff",
    line="#d3dae1",
    neutral="#9aa7b5",
    track="#e6ebf0",
    action="#2f49c4",
    passed="#0f7f74",
    fail="#9a2410",
    near="#b88a00",
    series=("#2f49c4", "#0f7f74", "#b88a00", "#7a4a9c", "#4a5766", "#9a2410"),
)
DARK = Theme(
    ink="#e6ebf0",
    ink2="#aab5c1",
    ink3="#8593a2",
    card="#182028",
    line="#3a4653",
    neutral="#6b7a8a",
    track="#2a343f",
    action="#93a4ff",
    passed="#7fe3d0",
    fail="#ec6a2c",
    near="#ffdf70",
    series=("#93a4ff", "#7fe3d0", "#ffdf70", "#d3a6f0", "#aab5c1", "#ec6a2c"),
)
THEMES: Mapping[Literal["light", "dark"], Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})

DASHES: tuple[tuple[int, int], ...] = ((1, 0), (6, 3), (2, 2), (10, 3), (4, 1), (1, 3))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
