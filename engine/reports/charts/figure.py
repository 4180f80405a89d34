"""One big number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from engine.reports.altair_door import SMALL, Room, altair, finish, lettering, marks, theme_of
from engine.reports.frames import frame_of
from engine.reports.lettering import width_of
from engine.reports.over_rows import Measured
from engine.reports.saying import drawn_rows

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period


class Figure(Measured):
    """One big number with its unit, over all rows of the period. A click opens them."""

    kind: ClassVar[str] = "figure"
    example: ClassVar[str] = (
        "{kind: figure, title: {zh: 检验批次, en: Lots inspected}, dataset: inspections, measure: lots}"
    )

    @override
    def shape(self, chart: Chart, groups: Sequence[Group], period: Period | None, look: Look) -> DataFrame:
        return frame_of(groups, drawn=[True] * len(groups))

    @override
    def spec(self, chart: Chart, frame: DataFrame, look: Look) -> Spec:
        """The number as large as it fits, its unit beside it."""
        alt, theme = altair(), theme_of(look)
        row = drawn_rows(chart, frame, look)[0]
        unit = chart.measure.unit_in(look.language)
        number = row["shown"].removesuffix(unit).rstrip()
        size = min(44, (look.width - width_of(unit, 16) - 16) / max(width_of(number, 1), 1))
        text = marks([{**row, "text": number}]).mark_text(
            align="left", baseline="alphabetic", fontSize=size, fontWeight=600, fill=theme.ink
        )
        big = text.encode(text="text:N", x=alt.value(0), y=alt.value(46), href="href:N", description="say:N")
        beside = lettering(
            unit, width_of(number, size) * 0.94 + 8, 46, baseline="alphabetic", fontSize=max(SMALL, 16), fill=theme.ink2
        )
        return finish([big, beside], look, Room(height=60))
