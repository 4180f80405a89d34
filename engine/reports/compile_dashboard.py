"""A dashboard for use: every chart's dataset, measures and dimensions found, or reported where they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from engine.lang.expressions import (
    BOOLEAN,
    DATE,
    MOMENT,
    NUMBER,
    TEXT,
    ChoiceType,
    Expression,
    RecordType,
)
from engine.lang.labels import Label
from engine.lang.problems import Path
from engine.reports.chart import Axis, ChartKind
from engine.reports.compiling import Checker, Fields
from engine.reports.dashboard import Chart, Dashboard
from engine.reports.dataset import Dataset
from engine.reports.definition import DashboardDefinition
from engine.reports.dimension import ByFlag, ByNumber, ByOption, ByRecord, ByTime, Dimension
from engine.reports.measure import Measure

FIELD_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


def compile_dashboard(
    definition: DashboardDefinition, datasets: Mapping[str, Dataset], fields: Fields, checker: Checker
) -> Dashboard:
    """What is wrong is reported; a chart with something missing is left out."""
    found = {
        name: _chart(name, kind, definition, datasets, fields, checker) for name, kind in definition.charts.items()
    }
    charts = {name: chart for name, chart in found.items() if chart is not None}
    filters = {name: chart.filters[name] for chart in charts.values() for name in chart.filters}
    in_order = {name: filters[name] for name in definition.filters if name in filters}
    return Dashboard(definition.dashboard, definition.title, definition.period, in_order, charts)


def _chart(
    name: str,
    kind: ChartKind,
    definition: DashboardDefinition,
    datasets: Mapping[str, Dataset],
    fields: Fields,
    checker: Checker,
) -> Chart | None:
    path: Path = ("charts", name)
    dataset = datasets.get(kind.dataset)
    if dataset is None:
        _unknown((*path, "dataset"), "dataset", kind.dataset, datasets, checker)
        return None
    by, by_ok = _axis(kind.key_axis(), dataset, path, fields, checker)
    series, series_ok = _axis(kind.series_axis(), dataset, path, fields, checker)
    where = checker.check(kind.where, (*path, "where"), dataset.scope, BOOLEAN) if kind.where else None
    measures = _measures(kind, dataset, path, checker)
    filters = _filters(definition, dataset, path, fields, checker)
    complete = by_ok and series_ok and (where is not None or kind.where is None)
    if not complete or len(measures) < len(kind.measure_names()):
        return None
    return Chart(name, kind, dataset, where, by, series, measures, filters)


def _measures(kind: ChartKind, dataset: Dataset, path: Path, checker: Checker) -> tuple[Measure, ...]:
    found = []
    for place, name in kind.measure_paths():
        measure = dataset.measures.get(name)
        if measure is None:
            _unknown((*path, *place), "measure", name, dataset.measures, checker)
        elif kind.sums and not measure.adds_up:
            sentence = f"a {kind.kind} adds parts up, and '{name}' is no count or sum"
            checker.fault((*path, *place), "adds-not-up", sentence)
        else:
            found.append(measure)
    return tuple(found)


def _axis(
    axis: Axis | None, dataset: Dataset, path: Path, fields: Fields, checker: Checker
) -> tuple[Dimension | None, bool]:
    """The dimension, and whether there is one where one is asked for."""
    if axis is None:
        return None, True
    place = (*path, axis.option)
    expression = checker.check(axis.text, place, dataset.scope)
    if expression is None:
        return None, False
    dimension = _dimension(axis, expression, dataset, fields)
    if isinstance(dimension, str):
        checker.fault(place, "no-dimension", dimension)
        return None, False
    return dimension, True


def _filters(
    definition: DashboardDefinition, dataset: Dataset, path: Path, fields: Fields, checker: Checker
) -> dict[str, Dimension]:
    found = {}
    for name in definition.filters:
        text = dataset.filters.get(name, name)
        if text == name and dataset.scope.find(name) is None:
            way_out = f"name its path in the dataset: filters: {{{name}: …}}"
            checker.fault((*path, "dataset"), "filter-unknown", f"'{dataset.id}' has no '{name}' to filter by", way_out)
            continue
        dimension, _ = _axis(Axis("dataset", text), dataset, path, fields, checker)
        if dimension is not None:
            found[name] = dimension
    return found


def _dimension(axis: Axis, expression: Expression, dataset: Dataset, fields: Fields) -> Dimension | str:
    """The dimension by the expression's type; a sentence where one cannot group by it."""
    field = tuple(axis.text.split(".")) if FIELD_PATH.fullmatch(axis.text) else ()
    title = (fields.title(dataset.of, field) if field else None) or Label.both(axis.text)
    is_time = expression.type in (DATE, MOMENT)
    if axis.step is not None and not is_time:
        return f"'{axis.text}' is no date, so it has no step '{axis.step}'"
    match expression.type:
        case ChoiceType(options=options):
            titles = fields.options(dataset.of, field) if field else {}
            return ByOption(expression, title, {each: titles.get(each, Label.both(each)) for each in options})
        case RecordType(form):
            return ByRecord(expression, title, form)
    if is_time:
        if axis.step is None:
            return f"'{axis.text}' is a time: say in which steps (step: day, week, month or quarter)"
        return ByTime(expression, title, axis.step, moment=expression.type == MOMENT)
    plain = {TEXT: Dimension, BOOLEAN: ByFlag, NUMBER: ByNumber}
    if expression.type in plain:
        return plain[expression.type](expression, title)
    return f"'{axis.text}' holds several values, so rows cannot be grouped by it"


def _unknown(path: Path, what: str, name: str, known: Mapping[str, object], checker: Checker) -> None:
    close = get_close_matches(name, list(known), 1)
    suggestion = close[0] if close else None
    checker.fault(path, f"{what}-unknown", f"there is no {what} '{name}'", suggestion)
