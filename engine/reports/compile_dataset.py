"""A dataset for use: its names checked against the form, its measures compiled."""

from __future__ import annotations

from dataclasses import replace

from engine.lang.expressions import BOOLEAN, DATE, MOMENT, NUMBER, Scope
from engine.lang.labels import Label
from engine.lang.problems import Path
from engine.reports.compiling import Checker, Fields, in_database
from engine.reports.dataset import Dataset, When
from engine.reports.definition import DatasetDefinition, MeasureDefinition
from engine.reports.example import Example, read_example
from engine.reports.measure import Measure


def compile_dataset(definition: DatasetDefinition, fields: Fields, checker: Checker) -> Dataset | None:
    """None where the form is unknown; what is wrong inside is reported and left out."""
    scope = fields.scope(definition.of)
    if scope is None:
        checker.fault(("of",), "form-unknown", f"there is no form or table '{definition.of}'")
        return None
    where = in_database(definition.where, ("where",), scope, checker, BOOLEAN) if definition.where else None
    found = {
        name: _measure(name, measure, scope, ("measures", name), checker)
        for name, measure in definition.measures.items()
    }
    return Dataset(
        id=definition.dataset,
        title=definition.title or Label.both(definition.dataset),
        of=definition.of,
        scope=scope,
        where=where,
        date=_date(definition, scope, checker),
        filters=definition.filters,
        measures={name: measure for name, measure in found.items() if measure is not None},
        broken=frozenset(name for name, measure in found.items() if measure is None),
    )


def _date(definition: DatasetDefinition, scope: Scope, checker: Checker) -> When | None:
    expression = in_database(definition.date, ("date",), scope, checker) if definition.date else None
    if expression is None:
        return None
    if expression.type not in (DATE, MOMENT):
        checker.fault(("date",), "no-date", f"'{definition.date}' is no date")
        return None
    return When(expression, moment=expression.type == MOMENT)


def _measure(name: str, definition: MeasureDefinition, scope: Scope, path: Path, checker: Checker) -> Measure | None:
    expression = in_database(definition.value, (*path, "value"), replace(scope, grouped=True), checker, NUMBER)
    if expression is None:
        return None
    measure = Measure(
        id=name,
        title=definition.title,
        expression=expression,
        unit=definition.unit,
        decimals=definition.decimals,
        better=definition.better,
        formula=definition.formula,
        example=_example(definition, scope, path, checker),
    )
    mismatch = measure.proves()
    if mismatch is not None:
        checker.fault((*path, "example", *mismatch.path), "example-wrong", mismatch.sentence)
    return measure


def _example(definition: MeasureDefinition, scope: Scope, path: Path, checker: Checker) -> Example | None:
    if definition.example is None:
        return None
    example = read_example(definition.example, scope)
    if isinstance(example, Example):
        return example
    for mismatch in example:
        checker.fault((*path, "example", *mismatch.path), "example-wrong", mismatch.sentence)
    return None
