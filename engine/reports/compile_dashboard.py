"""A dashboard for use: every chart's dataset, measures and dimensions found, or reported where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from engine.lang.expressions import BOOLEAN
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind
from engine.reports.compile_dimension import compile_dimension
from engine.reports.compiling import Checker, Fields, in_database
from engine.reports.dashboard import Chart, Dashboard
from engine.reports.dataset import Dataset
from engine.reports.definition import DashboardDefinition
from engine.reports.dimension import Dimension
from engine.reports.measure import Measure


def compile_dashboard(
    definition: DashboardDefinition, datasets: Mapping[str, Dataset], fields: Fields, checker: Checker
) -> Dashboard:
    """What is wrong is reported; a chart with something missing is left out."""
    charts = {}
    filters: dict[str, Dimension] = {}
    for name, kind in definition.charts.items():
        path: Path = ("charts", name)
        dataset = datasets.get(kind.dataset)
        if dataset is None:
            _unknown((*path, "dataset"), "dataset", kind.dataset, datasets, checker)
            continue
        narrowed = _filters(definition, dataset, path, fields, checker)
        filters = {**narrowed, **filters}
        chart = _chart(name, kind, dataset, narrowed, fields, checker)
        if chart is not None:
            charts[name] = chart
    in_order = {name: filters[name] for name in definition.filters if name in filters}
    return Dashboard(definition.dashboard, definition.title, definition.period, in_order, charts)


def _chart(
    name: str, kind: ChartKind, dataset: Dataset, filters: Mapping[str, Dimension], fields: Fields, checker: Checker
) -> Chart | None:
    path: Path = ("charts", name)
    axes = (kind.key_axis(), kind.series_axis())
    by, series = (
        compile_dimension(axis, dataset, (*path, axis.option), fields, checker) if axis else None for axis in axes
    )
    where = in_database(kind.where, (*path, "where"), dataset.scope, checker, BOOLEAN) if kind.where else None
    measures = _measures(kind, dataset, path, checker)
    found = [bool(by), bool(series), bool(where), len(measures)]
    asked = [bool(axes[0]), bool(axes[1]), bool(kind.where), len(kind.measure_names())]
    return Chart(name, kind, dataset, where, by, series, measures, filters) if found == asked else None


def _measures(kind: ChartKind, dataset: Dataset, path: Path, checker: Checker) -> tuple[Measure, ...]:
    found = []
    for place, name in kind.measure_paths():
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


def _filters(
    definition: DashboardDefinition, dataset: Dataset, path: Path, fields: Fields, checker: Checker
) -> dict[str, Dimension]:
    """Where each filter of the dashboard stands in the rows of this dataset."""
    found = {}
    for name in definition.filters:
        text = dataset.filters.get(name, name)
        if text == name and dataset.scope.find(name) is None:
            way_out = f"name its path in the dataset: filters: {{{name}: …}}"
            checker.fault((*path, "dataset"), "filter-unknown", f"'{dataset.id}' has no '{name}' to filter by", way_out)
            continue
        dimension = compile_dimension(Axis("dataset", text), dataset, (*path, "dataset"), fields, checker)
        if dimension is not None:
            found[name] = dimension
    return found


def _unknown(path: Path, what: str, name: str, known: Mapping[str, object], checker: Checker) -> None:
    close = get_close_matches(name, list(known), 1)
    checker.fault(path, f"{what}-unknown", f"there is no {what} '{name}'", close[0] if close else None)
