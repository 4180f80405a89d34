"""The rows that may be counted, and their one grouped statement: the database counts, never we."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timezone
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, literal_column, select, true

from engine.lang.expressions import Expression, Scope
from engine.lang.labels import Label
from engine.reports.dimension import Dimension
from engine.reports.ground import Ground
from engine.reports.groups import MOST
from engine.reports.measure import Measure
from engine.reports.period import SITE_ZONE, Period


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks of a dashboard: a period in a time zone, and for each filter the wire keys it lets through."""

    period: Period | None = None
    zone: timezone = SITE_ZONE
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class When:
    """The date of a row: a date, or a moment read in the site's zone."""

    expression: Expression
    moment: bool

    def within(self, ground: Ground, period: Period, zone: timezone) -> ColumnElement[bool]:
        at = self.expression.to_sql(ground.place)
        if self.moment:
            start, after = period.bounds(zone)
            return and_(at >= start, at < after)
        return and_(at >= period.first, at <= period.last)


@dataclass(frozen=True, slots=True)
class Dataset:
    """`of` is the form (and table) the rows come from; `scope` what their expressions may name."""

    id: str
    title: Label
    of: str
    scope: Scope
    where: Expression | None
    date: When | None
    filters: Mapping[str, str]
    measures: Mapping[str, Measure]
    broken: frozenset[str] = frozenset()
    """Measures that are written but wrong: already reported, so nobody says they are unknown."""

    @property
    def form(self) -> str:
        """The form whose records the rows are, or stand in."""
        return self.of.partition(".")[0]

    @property
    def table(self) -> str | None:
        """The table of the form that holds the rows; none when the records themselves are the rows."""
        return self.of.partition(".")[2] or None

    def rows_of(self, ground: Ground, question: Question) -> ColumnElement[bool]:
        """True for the rows that count: the dataset's own condition and the period."""
        condition: ColumnElement[bool] = true()
        if self.where is not None:
            condition = and_(condition, self.where.to_sql(ground.place))
        if self.date is not None and question.period is not None:
            condition = and_(condition, self.date.within(ground, question.period, question.zone))
        return condition


def grouped(
    ground: Ground,
    condition: ColumnElement[bool],
    zone: timezone,
    dimensions: Mapping[str, Dimension],
    measures: Sequence[Measure],
    opened: ColumnElement[bool] | None = None,
) -> Select[Any]:
    """ONE statement: a row for every group with the measures `m0`, `m1` …, its number of `rows` and those `counted`.

    `dimensions` maps a column of the answer (`key`, `series`) to what it is grouped by. Names of linked records are
    looked up for the groups (`key_name`), not for the rows. `opened` narrows what is `counted`. Groups beyond `MOST`
    are cut: one more than that tells.
    """
    keys = [dimension.column(ground, zone).label(name) for name, dimension in dimensions.items()]
    values = [measure.column(ground).label(f"m{index}") for index, measure in enumerate(measures)]
    counted = func.count() if opened is None else func.count(case((opened, literal(1))))
    statement = (
        select(*keys, *values, func.count().label("rows"), counted.label("counted"))
        .select_from(ground.rows)
        .where(condition)
        .limit(MOST + 1)
    )
    if keys:
        statement = statement.group_by(*(literal_column(str(index)) for index in range(1, len(keys) + 1)))
    links = {name: dimension.form for name, dimension in dimensions.items() if dimension.form is not None}
    if not links:
        return statement
    groups = statement.subquery("groups")
    names = (ground.name_of(form, groups.c[name]).label(f"{name}_name") for name, form in links.items())
    return select(*groups.c, *names)
