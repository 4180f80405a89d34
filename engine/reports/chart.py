"""What every chart kind answers: what it counts, how it shapes and draws the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from engine.lang.labels import Label, LabelText
from engine.lang.model import Definition
from engine.lang.problems import Path
from engine.reports.period import Step

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period
    from engine.reports.twin import Column


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension as the definition names it: under which key, by what, in which steps of time."""

    option: str
    text: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Counting:
    """What one statement counts, as the definition names it; `path` leads to its keys within the chart.

    `measures` are the names of the measures and where each stands. `title` is that of a stage.
    """

    dataset: str
    where: str | None
    measures: tuple[tuple[Path, str], ...]
    key: Axis | None = None
    series: Axis | None = None
    path: Path = ()
    title: Label | None = None


class ChartKind(Definition):
    """A chart as people write it. Each kind is one class in one file; its docstring is its manual page."""

    kind: ClassVar[str]
    example: ClassVar[str]

    leaves_out: ClassVar[Literal["key", "series"]] = "key"
    """What is left out of a picture with too much in it: whole groups, or whole series."""

    title: LabelText

    @property
    def sums(self) -> bool:
        """Whether parts are added up, so that only a measure that adds up (a count, a sum) makes sense."""
        return False

    def counting(self) -> Mapping[str, Counting]:
        """What is counted: under '' where one statement does it, else under the key of each stage, in order."""
        raise NotImplementedError

    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """The groups in the order and with the extra columns this chart shows."""
        raise NotImplementedError

    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec | None:
        """The Vega-Lite picture of the frame; none where the table itself is the picture."""
        raise NotImplementedError

    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        """The columns of the table twin."""
        raise NotImplementedError
