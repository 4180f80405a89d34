"""Keys that kinds of charts have in common, and what follows from them: rows of one dataset, grouped and measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from typing_extensions import override

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind, Counting
from engine.reports.columns import usual
from engine.reports.period import Step

if TYPE_CHECKING:
    from engine.reports.dashboard import Chart
    from engine.reports.look import Look
    from engine.reports.twin import Column


class OverRows(ChartKind):
    """Counts the rows of one dataset; `where` narrows them for this chart alone."""

    dataset: Name
    where: ExpressionText | None = None

    @override
    def counting(self) -> Mapping[str, Counting]:
        return {"": Counting(self.dataset, self.where, self.measure_paths(), self.key_axis(), self.series_axis())}

    def key_axis(self) -> Axis | None:
        """What tells the marks apart."""
        return None

    def series_axis(self) -> Axis | None:
        """What tells lines, layers or colours apart."""
        return None

    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        """Where each measure is named in the definition, and its name."""
        raise NotImplementedError


class Grouped(OverRows):
    """A mark for each group of rows."""

    by: ExpressionText

    @override
    def key_axis(self) -> Axis:
        return Axis("by", self.by, self.time_step)

    @property
    def time_step(self) -> Step | None:
        """The steps `by` is cut into, where it is a time."""
        return None


class Stepped(Grouped):
    """Groups that may be steps of time."""

    step: Step | None = None

    @property
    @override
    def time_step(self) -> Step | None:
        return self.step


class Split(OverRows):
    """Marks split once more."""

    series: ExpressionText | None = None

    @override
    def series_axis(self) -> Axis | None:
        return Axis("series", self.series) if self.series else None


class Measured(OverRows):
    """One number."""

    measure: Name

    @override
    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        return usual(chart, look)
