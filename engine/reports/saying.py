"""What a mark says and where it leads: the sentence read out and shown on hover, and the link of its records."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.reports.look import Look
from engine.reports.measure import Measure
from engine.reports.twin import rows_of
from engine.reports.words import OPEN

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart


def drawn_rows(chart: Chart, frame: DataFrame, look: Look) -> list[dict[str, Any]]:
    """The frame's drawn rows for a picture: numbers as floats, `at` their place, `shown` text, `href` and `say`."""
    return [
        {
            **_as_json(row),
            "at": index,
            "shown": chart.measure.shown(row["value"], look.language),
            "href": look.links(row["key"] if chart.by else None, row["series"] if chart.series else None),
            "say": sentence(chart.measure, row, look),
        }
        for index, row in enumerate(rows_of(frame))
        if row["drawn"]
    ]


def sentence(measure: Measure, row: dict[str, Any], look: Look) -> str:
    """`宏达精密 · 2026-05: 96.2%，打开 25 条记录`."""
    names = " · ".join(name for name in (row["label"], row["series_label"]) if name)
    said = measure.shown(row["value"], look.language)
    opens = OPEN.in_(look.language).format(count=row["counted"])
    colon, comma = ("：", "，") if look.language == "zh" else (": ", ", ")
    return f"{names}{colon}{said}{comma}{opens}" if names else f"{said}{comma}{opens}"


def _as_json(row: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in row.items()}


def plain(value: Any) -> Any:
    """Decimals as floats: a picture needs no more."""
    return float(value) if isinstance(value, Decimal) else value


def numbers(rows: Iterable[dict[str, Any]]) -> list[float]:
    return [row["value"] for row in rows if row["value"] is not None]
