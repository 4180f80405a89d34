"""A value on a scale against its target."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from engine.lang.model import Name
from engine.lang.problems import Path
from engine.reports.chart import ChartKind


class Gauge(ChartKind):
    """One value on a scale from `minimum` to `maximum`, with a mark at `target`. The place says it, the colour repeats it."""

    kind: ClassVar[str] = "gauge"
    example: ClassVar[str] = (
        "{kind: gauge, title: {zh: 8D 关闭及时率, en: 8D closed on time}, dataset: eight_d, measure: on_time_rate, target: 90}"
    )

    measure: Name
    target: Annotated[Decimal, Field(strict=False)] | None = None
    minimum: Annotated[Decimal, Field(strict=False)] = Decimal(0)
    maximum: Annotated[Decimal, Field(strict=False)] = Decimal(100)

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)
