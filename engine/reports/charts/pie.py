"""Shares of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field
from typing_extensions import override

from engine.reports.altair_door import theme_of
from engine.reports.columns import measured, names, percent, percent_text, records
from engine.reports.frames import ZERO, as_key, by_value, frame_of, not_positive, summed, total_of, value_of
from engine.reports.keys import Others, from_wire
from engine.reports.over_rows import Grouped, Measured
from engine.reports.ring import ring, shade
from engine.reports.saying import drawn_rows
from engine.reports.words import SHARE

MOST_PARTS = 10
"""More are summed as Other whatever their share: a ring of slivers says nothing."""

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period
    from engine.reports.twin import Column


class Pie(Measured, Grouped):
    """Shares of a whole, the largest first, the total in the middle.

    Shares below `other_below` percent are summed as Other.
    """

    kind: ClassVar[str] = "pie"
    example: ClassVar[str] = (
        "{kind: pie, title: {zh: 质量损失占比, en: Loss by supplier}, dataset: costs, by: supplier, measure: loss}"
    )

    other_below: Annotated[int, Field(ge=0, le=20)] = 3

    @property
    @override
    def sums(self) -> bool:
        return True

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        """Adds `share`; what is not positive is no share of anything and stands in the table without one."""
        positive = by_value([group for group in groups if value_of(group) > 0])
        whole = total_of(positive)
        small = [at for at, group in enumerate(positive) if value_of(group) * 100 < whole * self.other_below]
        cut = min([len(positive) if len(small) < 2 else small[0], MOST_PARTS])
        shown, rest = positive[:cut], positive[cut:]
        if len(rest) == 1:
            shown, rest = positive, []
        parts = [*shown, *([summed(rest, [group.key for group in shown], look, of=as_key)] if rest else [])]
        apart = not_positive(groups)
        shares = [*(value_of(group) / whole for group in parts), *([None] * len(apart))]
        return frame_of([*parts, *apart], share=shares, drawn=[share is not None for share in shares])

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        """A ring with the total in it; beside it (on a phone below it) the parts with amount and share."""
        theme, measure, language = theme_of(look), chart.measure, look.language
        rows = drawn_rows(chart, frame, look)
        for row in rows:
            other = isinstance(from_wire(row["key"]), Others)
            row["color"] = theme.track if other else shade(theme.action, theme.card, row["at"], len(rows))
            row["percent"] = percent_text(frame["share"][row["at"]])
        whole = sum((frame["value"][row["at"]] for row in rows), ZERO)
        return ring(rows, measure.shown(whole, language), measure.unit_in(language), look)

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        share = percent(SHARE.in_(look.language), "share")
        return (*names(chart, look), measured(chart.measure, look), share, records(look))
