"""One big number."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.model import Name
from engine.lang.problems import Path
from engine.reports.chart import ChartKind


class Figure(ChartKind):
    """One big number with its unit, over all rows of the period. A click opens them."""

    kind: ClassVar[str] = "figure"
    example: ClassVar[str] = (
        "{kind: figure, title: {zh: 检验批次, en: Lots inspected}, dataset: inspections, measure: lots}"
    )

    measure: Name

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)
