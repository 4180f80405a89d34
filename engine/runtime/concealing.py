"""Whether a report is made from fields that a person never sees: then it is not shown, lest the numbers tell them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lang.expressions import DIRECTORY, Expression
from engine.reports.count import Count
from engine.reports.dashboard import Chart
from engine.reports.dataset import Dataset
from engine.runtime.allowed import conceals, hidden
from engine.runtime.turn import Turn


def reveals(turn: Turn, chart: Chart) -> bool:
    """Whether the chart is made from a field that this person never sees."""
    return any(_reveals(turn, count) for count in chart.counts.values())


def conceals_in_rows(turn: Turn, dataset: Dataset, path: tuple[str, ...]) -> bool:
    """The same of a path over the rows of a dataset: names of a table's row come before those of its record."""
    if dataset.table in hidden(turn, dataset.form):
        return True
    rows = turn.tables.form(dataset.form).rows.get(dataset.table or "")
    if rows is None or path[0] not in rows.columns:
        return conceals(turn, dataset.form, path)
    target = rows.links.get(path[0])
    return len(path) > 1 and target is not None and target not in DIRECTORY and conceals(turn, target, path[1:])


def _reveals(turn: Turn, count: Count) -> bool:
    dataset = count.dataset
    read = (path for one in _expressions(count) for path in one.paths)
    return dataset.table in hidden(turn, dataset.form) or any(conceals_in_rows(turn, dataset, path) for path in read)


def _expressions(count: Count) -> Iterator[Expression]:
    yield from (one.expression for one in (count.by, count.series, count.dataset.date) if one is not None)
    yield from (one for one in (count.where, count.dataset.where) if one is not None)
    yield from (measure.expression for measure in count.measures)
