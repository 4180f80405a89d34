"""A ranking list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from engine.reports.altair_door import theme_of
from engine.reports.columns import usual
from engine.reports.frames import by_value, frame_of, value_of
from engine.reports.lying_bars import lying_bars
from engine.reports.measure import NOTHING
from engine.reports.over_rows import Grouped, Measured
from engine.reports.saying import drawn_rows
from engine.reports.stacks import stacked
from engine.reports.twin import Column
from engine.reports.words import RANK

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period
    from engine.reports.stacks import stacked


class Ranking(Measured, Grouped):
    """Groups in order of a measure, with their rank. Equal values share a rank and the next one is skipped (1, 1, 3).

    Groups with fewer than `at_least` rows stand at the end without a rank: too few to judge. Values on the wrong side
    of `target` are highlighted; the measure's `better` says which side that is. `limit` cuts the list.
    """

    kind: ClassVar[str] = "ranking"
    example: ClassVar[str] = (
        "{kind: ranking, title: {zh: 批次合格率排行, en: Lot acceptance}, dataset: inspections, by: supplier, "
        "measure: lot_acceptance_rate, order: ascending, limit: 10, at_least: 3, target: 95}"
    )

    order: Literal["ascending", "descending"] = "descending"
    limit: Annotated[int, Field(ge=1, le=50)] = 10
    at_least: Annotated[int, Field(ge=1)] = 1
    target: Decimal | None = None

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """Adds `rank`; None for those not ranked."""
        ranked = [group for group in groups if group.rows >= self.at_least and group.values[0] is not None]
        in_order = by_value(ranked, ascending=self.order == "ascending")
        apart = by_value([group for group in groups if group not in ranked])
        rank = [*ranks(chart, in_order), *([None] * len(apart))]
        return frame_of([*in_order, *apart], rank=rank, drawn=[at < self.limit for at in range(len(rank))])

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        theme, measure = theme_of(look), chart.measure
        rows = stacked(drawn_rows(chart, frame, look), "key")
        for row in rows:
            worse = measure.is_worse(frame["value"][row["at"]], self.target)
            row["color"] = theme.fail if worse and row["rank"] else theme.neutral
            row["lead"] = str(row["rank"] or NOTHING)
            row["quiet"] = not row["rank"]
        return lying_bars(chart, rows, look, self.target)

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        rank = Column(RANK.in_(look.language), True, lambda row: str(row["rank"] or NOTHING))
        return (rank, *usual(chart, look))


def ranks(chart: Chart, in_order: Sequence[Group]) -> list[int]:
    """1, 1, 3: values that read the same share a rank."""
    found: list[int] = []
    for at, group in enumerate(in_order):
        value = chart.measure.rounded(value_of(group))
        same = at > 0 and value == chart.measure.rounded(value_of(in_order[at - 1]))
        found.append(found[-1] if same else at + 1)
    return found
