"""A dimension for use: what an axis names, checked against the dataset's rows."""

from __future__ import annotations

import re

from engine.lang.expressions import BOOLEAN, DATE, MOMENT, NUMBER, TEXT, ChoiceType, Expression, RecordType
from engine.lang.labels import Label
from engine.lang.problems import Path
from engine.reports.chart import Axis
from engine.reports.compiling import Checker, Fields, in_database
from engine.reports.dataset import Dataset
from engine.reports.dimension import ByFlag, ByNumber, ByOption, ByRecord, ByTime, Dimension

FIELD_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


def compile_dimension(axis: Axis, dataset: Dataset, path: Path, fields: Fields, checker: Checker) -> Dimension | None:
    """None after reporting, at `path`, why rows cannot be grouped so."""
    expression = in_database(axis.text, path, dataset.scope, checker)
    if expression is None:
        return None
    field = _field(axis)
    title = (fields.title(dataset.of, field) if field else None) or Label.both(axis.text)
    if expression.type in (DATE, MOMENT):
        return _time(axis, expression, title, path, checker)
    if axis.step is not None:
        checker.fault(path, "no-date", f"'{axis.text}' is no date, so it has no step '{axis.step}'")
        return None
    match expression.type:
        case ChoiceType(options=options):
            titles = fields.options(dataset.of, field) if field else {}
            return ByOption(title, expression, {each: titles.get(each, Label.both(each)) for each in options})
        case RecordType(form):
            return ByRecord(title, expression, form)
    plain = {TEXT: Dimension, BOOLEAN: ByFlag, NUMBER: ByNumber}
    if expression.type in plain:
        return plain[expression.type](title, expression)
    checker.fault(path, "no-dimension", f"'{axis.text}' holds several values, so rows cannot be grouped by it")
    return None


def _time(axis: Axis, expression: Expression, title: Label, path: Path, checker: Checker) -> Dimension | None:
    if axis.step is None:
        way_out = "add step: day, week, month or quarter"
        checker.fault(path, "step-missing", f"'{axis.text}' is a time, which is cut into steps here", way_out)
        return None
    return ByTime(title, expression, axis.step, moment=expression.type == MOMENT)


def _field(axis: Axis) -> tuple[str, ...]:
    """The field path an axis names; empty where it computes."""
    return tuple(axis.text.split(".")) if FIELD_PATH.fullmatch(axis.text) else ()
