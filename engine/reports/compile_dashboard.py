"""A dashboard for use: every chart's dataset, measures and dimensions found, or reported where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from engine.lang.expressions import BOOLEAN
from engine.lang.labels import Label
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind, Counting
from engine.reports.compile_dimension import compile_dimension
from engine.reports.compiling import Checker, Fields, in_database
from engine.reports.count import Count
from engine.reports.dashboard import Chart, Dashboard
from engine.reports.dataset import Dataset
from engine.reports.definition import DashboardDefinition
from engine.reports.dimension import Dimension
from engine.reports.measure import Measure
from engine.reports.naming import Stages
from engine.reports.words import STAGE


def compile_dashboard(
    definition: DashboardDefinition, datasets: Mapping[str, Dataset], fields: Fields, checker: Checker
) -> Dashboard:
    """What is wrong is reported; a chart with something missing is left out."""
    desk = _Desk(definition, datasets, fields, checker)
    made = {name: desk.chart(kind, name) for name, kind in definition.charts.items()}
    filters = desk.filters()
    charts = {name: replace(chart, past=_past(chart, filters)) for name, chart in made.items() if chart is not None}
    return Dashboard(definition.dashboard, definition.title, definition.period, filters, charts)


def _past(chart: Chart, filters: Mapping[str, Dimension]) -> dict[str, Label]:
    """The filters that pass a chart by, because some of its rows have no such field."""
    counts = chart.counts.values()
    return {name: one.title for name, one in filters.items() if any(name not in count.filters for count in counts)}


class _Desk:
    """Makes the charts of one dashboard, and remembers what its filters stand for."""

    def __init__(
        self, definition: DashboardDefinition, datasets: Mapping[str, Dataset], fields: Fields, checker: Checker
    ) -> None:
        self.definition = definition
        self.datasets = datasets
        self.fields = fields
        self.checker = checker
        self.found: dict[str, Dimension] = {}
        self.narrowed: dict[str, dict[str, Dimension]] = {}
        self.missing = False

    def filters(self) -> dict[str, Dimension]:
        """The dashboard's filters in their order; one that narrows no chart is reported."""
        for index, name in enumerate(self.definition.filters):
            if name not in self.found and not self.missing:
                way_out = f"name its path in a dataset: filters: {{{name}: …}}"
                sentence = f"no chart has a '{name}' to filter by"
                self.checker.fault(("filters", index), "filter-unknown", sentence, way_out)
        return {name: self.found[name] for name in self.definition.filters if name in self.found}

    def chart(self, kind: ChartKind, name: str) -> Chart | None:
        asked = kind.counting()
        made = {key: self.count(kind, counting, ("charts", name, *counting.path)) for key, counting in asked.items()}
        counts = {key: count for key, count in made.items() if count is not None}
        if len(counts) < len(asked):
            return None
        titles = {key: counting.title for key, counting in asked.items() if counting.title is not None}
        if titles and not self._alike(counts, ("charts", name)):
            return None
        return Chart(name, kind, counts, Stages(STAGE, titles) if titles else None)

    def count(self, kind: ChartKind, counting: Counting, path: Path) -> Count | None:
        dataset = self.datasets.get(counting.dataset)
        if dataset is None:
            self.missing = True
            _unknown((*path, "dataset"), "dataset", counting.dataset, self.datasets, self.checker)
            return None
        if dataset.id not in self.narrowed:
            self.narrowed[dataset.id] = self._filters(dataset, path)
        filters = self.narrowed[dataset.id]
        axes = (counting.key, counting.series)
        by, series = (self._dimension(axis, dataset, path) if axis else None for axis in axes)
        where = counting.where
        narrowed = in_database(where, (*path, "where"), dataset.scope, self.checker, BOOLEAN) if where else None
        measures = _measures(kind, counting, dataset, path, self.checker)
        found = [bool(by), bool(series), bool(narrowed), len(measures)]
        if found != [bool(axes[0]), bool(axes[1]), bool(where), len(counting.measures)]:
            return None
        opens = measures[0] if counting.title or len(measures) == 1 else None
        return Count(dataset, narrowed, by, series, measures, opens, filters, counting.title)

    def _filters(self, dataset: Dataset, path: Path) -> dict[str, Dimension]:
        """Where the dashboard's filters stand in the rows of this dataset, so far as it has them."""
        found = {}
        for name in self.definition.filters:
            text = dataset.filters.get(name, name)
            if text == name and dataset.scope.find(name) is None:
                continue
            dimension = self._dimension(Axis("dataset", text), dataset, path)
            if dimension is None:
                self.missing = True
            elif self.found.setdefault(name, dimension).like(dimension):
                found[name] = dimension
            else:
                sentence = f"'{name}' has other values in '{dataset.id}' than in the datasets before"
                way_out = "filter by what all datasets share"
                self.checker.fault((*path, "dataset"), "filter-differs", sentence, way_out)
        return found

    def _dimension(self, axis: Axis, dataset: Dataset, path: Path) -> Dimension | None:
        return compile_dimension(axis, dataset, (*path, axis.option), self.fields, self.checker)

    def _alike(self, counts: Mapping[str, Count], path: Path) -> bool:
        """Whether all stages count the same thing: lots and pieces are not compared."""
        units = {measure.unit for count in counts.values() for measure in count.measures}
        if len(units) > 1:
            words = sorted(unit.en if unit else "no unit" for unit in units)
            sentence = f"the stages count different things: {', '.join(words)}"
            self.checker.fault((*path, "stages"), "units-mixed", sentence, "count all of them in one unit")
        return len(units) == 1


def _measures(
    kind: ChartKind, counting: Counting, dataset: Dataset, path: Path, checker: Checker
) -> tuple[Measure, ...]:
    found = []
    for place, name in counting.measures:
        measure = dataset.measures.get(name)
        if name in dataset.broken:
            continue
        if measure is None:
            _unknown((*path, *place), "measure", name, dataset.measures, checker)
        elif kind.sums and not measure.adds_up:
            sentence = f"a {kind.kind} adds parts up, and '{name}' is no count or sum"
            checker.fault((*path, *place), "adds-not-up", sentence)
        else:
            found.append(measure)
    return tuple(found)


def _unknown(path: Path, what: str, name: str, known: Mapping[str, object], checker: Checker) -> None:
    close = get_close_matches(name, list(known), 1)
    checker.fault(path, f"{what}-unknown", f"there is no {what} '{name}'", close[0] if close else None)
