"""The chart kinds, one class in one file each."""

from __future__ import annotations

from engine.lang.kinds import Kinds
from engine.reports.chart import ChartKind
from engine.reports.charts.bar import Bar
from engine.reports.charts.figure import Figure
from engine.reports.charts.funnel import Funnel
from engine.reports.charts.gauge import Gauge
from engine.reports.charts.line import Line
from engine.reports.charts.pareto import Pareto
from engine.reports.charts.pie import Pie
from engine.reports.charts.ranking import Ranking
from engine.reports.charts.stacked_area import StackedArea
from engine.reports.charts.table import Table

CHARTS: Kinds[ChartKind] = Kinds(
    "chart", [Figure, Ranking, Bar, Line, Pareto, Gauge, Funnel, Pie, StackedArea, Table], named_by="kind"
)
