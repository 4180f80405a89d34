"""The two report files as people write them: a dataset with its measures, and a dashboard of charts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText, Name, Spelled
from engine.reports.charts import CHARTS
from engine.reports.period import Period, months_before

RowsOf = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}(\.[a-z][a-z0-9_]{0,47})?$", strict=True),
    Spelled("form, form.table"),
]
"""A form, or a form's table: `iqc_inspection`, `iqc_inspection.readings`."""

Lasting = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9][0-9]{0,3} (days|weeks|months)$", strict=True),
    Spelled("30 days, 12 weeks, 3 months"),
]


class WorkedExample(Definition):
    """A few rows and the number they give; tests compute it, people read it."""

    rows: Annotated[tuple[Mapping[str, Any], ...], Field(min_length=1)]
    gives: Decimal | None


class MeasureDefinition(Definition):
    """A number over a group of rows, defined once: title, unit, formula in words, worked example."""

    title: LabelText
    value: ExpressionText
    unit: LabelText | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    better: Literal["higher", "lower"] | None = None
    formula: LabelText | None = None
    example: WorkedExample | None = None


class DatasetDefinition(Definition):
    """The rows that may be counted, when they happened, and the measures over them.

    `date` places a row in a period. `filters` names the path by which a dashboard's filter finds its value in these
    rows, where it is not a field of the same name.
    """

    dataset: Name
    title: LabelText | None = None
    of: RowsOf
    where: ExpressionText | None = None
    date: ExpressionText | None = None
    filters: Mapping[Name, ExpressionText] = Field(default_factory=dict)
    measures: Annotated[Mapping[Name, MeasureDefinition], Field(min_length=1)]


class PeriodDefinition(Definition):
    """The period a dashboard opens with; people choose another on the page."""

    last: Lasting = "180 days"

    def at(self, today: date) -> Period:
        """The period ending today, both ends counted; months are whole ones, the running one among them."""
        amount, unit = self.last.split(" ")
        if unit == "months":
            return Period(months_before(today, int(amount) - 1), today)
        days = int(amount) * (7 if unit == "weeks" else 1)
        return Period(today - timedelta(days=days - 1), today)

    def between(self, today: date, first: date | None, last: date | None) -> Period:
        """The period asked for; an end left open is the one it opens with."""
        opening = self.at(last or today)
        return Period(first or opening.first, opening.last)


class DashboardDefinition(Definition):
    """Charts on one page, in the order written, over one period and with common filters."""

    dashboard: Name
    title: LabelText
    period: PeriodDefinition = PeriodDefinition()
    filters: tuple[Name, ...] = ()
    charts: Annotated[Mapping[Name, CHARTS.union()], Field(min_length=1)]  # type: ignore[valid-type]


REPORT_FILES: Mapping[str, type[Definition]] = MappingProxyType(
    {"dataset": DatasetDefinition, "dashboard": DashboardDefinition}
)
"""Which model reads a file in reports/, by the key the file begins with."""
