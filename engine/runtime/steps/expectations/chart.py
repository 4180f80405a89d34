"""Expectation `chart`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints

from engine.lang.diagnostics import Path
from engine.lang.model import Name
from engine.runtime.steps.expectations.expectation import Expectation
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import StepFailed

ChartOf = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", strict=True)]


class ExpectChart(Expectation):
    """A chart, named `dashboard.chart`, shows these numbers to this person; '' names the number of a single figure."""

    kind: ClassVar[str] = "chart"
    example: ClassVar[str] = "{chart: cockpit.acceptance_ranking, for: liu, shows: {Hengxin: 50}}"

    chart: ChartOf
    person: Name = Field(alias="for")
    shows: Mapping[str, Any]

    def check(self, play: Play, path: Path) -> None:
        dashboard, chart = self.chart.split(".")
        shown = play.stage.chart(self.person, play.now, dashboard, chart)
        for name, number in self.shows.items():
            if not _same(shown.get(name), number):
                raise StepFailed((*path, "shows", name), f"the chart shows {dict(shown)}, not {number} for {name!r}")


def _same(shown: object, expected: object) -> bool:
    return shown is not None and abs(Decimal(str(shown)) - Decimal(str(expected))) <= Decimal("0.01")
