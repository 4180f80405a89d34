"""The columns table twins share: names, the measure, how many records stand behind it, shares."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from engine.reports.look import Look
from engine.reports.measure import NOTHING, Measure
from engine.reports.twin import Column
from engine.reports.words import RECORDS

if TYPE_CHECKING:
    from engine.reports.dashboard import Chart


def names(chart: Chart, look: Look) -> Iterator[Column]:
    """One column for each dimension of the chart."""
    if chart.by is not None:
        yield Column(chart.by.title.in_(look.language), False, lambda row: str(row["label"]))
    if chart.series is not None:
        yield Column(chart.series.title.in_(look.language), False, lambda row: str(row["series_label"]))


def measured(measure: Measure, look: Look, name: str = "value") -> Column:
    return Column(measure.heading(look.language), True, lambda row: measure.shown(row[name], look.language))


def records(look: Look) -> Column:
    """A rate without the number it was taken from misleads."""
    return Column(RECORDS.in_(look.language), True, lambda row: f"{row['counted']:,}")


def usual(chart: Chart, look: Look) -> tuple[Column, ...]:
    return (*names(chart, look), measured(chart.measure, look), records(look))


def percent(title: str, name: str) -> Column:
    """A share of the whole, 0 to 1, in percent with one decimal."""
    return Column(title, True, lambda row: percent_text(row[name]))


def percent_text(share: Decimal | None) -> str:
    return NOTHING if share is None else f"{(share * 100).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"
