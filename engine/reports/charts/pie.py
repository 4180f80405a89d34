"""Shares of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field
from typing_extensions import override

from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.reports.altair_door import SMALL, TEXT, Room, altair, finish, lettering, marks, theme_of
from engine.reports.chart import Axis, ChartKind
from engine.reports.columns import measured, names, percent, percent_text, records
from engine.reports.frames import ZERO, as_key, by_value, frame_of, not_positive, summed, total_of, value_of
from engine.reports.lettering import clipped, width_of
from engine.reports.saying import drawn_rows
from engine.reports.words import SHARE, TOTAL

RING, LINE = 200, 26
"""Pixels across the ring, and from one part's line to the next."""
MOST_PARTS = 10
"""More are summed as Other whatever their share: a ring of slivers says nothing."""

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart
    from engine.reports.groups import Group
    from engine.reports.look import Look, Spec
    from engine.reports.period import Period
    from engine.reports.twin import Column


class Pie(ChartKind):
    """Shares of a whole, the largest first, the total in the middle.

    Shares below `other_below` percent are summed as Other.
    """

    kind: ClassVar[str] = "pie"
    example: ClassVar[str] = (
        "{kind: pie, title: {zh: 质量损失占比, en: Loss by supplier}, dataset: costs, by: supplier, measure: loss}"
    )

    by: ExpressionText
    measure: Name
    other_below: Annotated[int, Field(ge=0, le=20)] = 3

    @property
    @override
    def sums(self) -> bool:
        return True

    @override
    def key_axis(self) -> Axis:
        return Axis("by", self.by)

    @override
    def measure_paths(self) -> tuple[tuple[Path, str], ...]:
        return ((("measure",), self.measure),)

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
        alt, theme, measure = altair(), theme_of(look), chart.measure
        rows = drawn_rows(chart, frame, look)
        narrow = look.width < 480
        list_left, list_top = (0, RING + 16) if narrow else (RING + 28, max(0, (RING - len(rows) * LINE) / 2))
        height = RING + 16 + len(rows) * LINE if narrow else max(RING, len(rows) * LINE)
        middle = (
            look.width / 2 if narrow else RING / 2,
            RING / 2 if narrow else height / 2 if height == RING else RING / 2,
        )
        for row in rows:
            other = row["key"].startswith("!")
            row["color"] = theme.track if other else shade(theme.action, theme.card, row["at"], len(rows))
            row["y"] = list_top + row["at"] * LINE + LINE / 2
            row["percent"] = percent_text(frame["share"][row["at"]])
        linked = {"href": "href:N", "description": "say:N"}
        color = alt.Color("color:N", scale=None, legend=None)
        ring = marks(rows).mark_arc(outerRadius=RING / 2, innerRadius=RING / 2 - 34, stroke=theme.card, strokeWidth=1.5)
        centred = {"x": alt.value(middle[0]), "y": alt.value(middle[1])}
        arcs = ring.encode(theta=alt.Theta("value:Q", stack=True), order="at:O", color=color, **centred, **linked)
        total = measure.shown(sum((frame["value"][row["at"]] for row in rows), ZERO), look.language)
        number, unit = total.removesuffix(measure.unit_in(look.language)).strip(), measure.unit_in(look.language)
        within = RING - 80
        layers = [
            arcs,
            lettering(
                number,
                middle[0],
                middle[1] - 4,
                align="center",
                fontWeight=600,
                fill=theme.ink,
                fontSize=min(20, within / max(width_of(number, 1), 1)),
            ),
            lettering(
                f"{TOTAL.in_(look.language)} {unit}".strip(), middle[0], middle[1] + 16, align="center", fill=theme.ink3
            ),
        ]
        return finish([*layers, *part_list(rows, list_left, look)], look, Room(height=height))

    @override
    def columns(self, chart: Chart, look: Look) -> tuple[Column, ...]:
        share = percent(SHARE.in_(look.language), "share")
        return (*names(chart, look), measured(chart.measure, look), share, records(look))


def part_list(rows: list[dict[str, Any]], left: float, look: Look) -> list[Any]:
    """Colour, name, amount and share of each part, on one line."""
    alt, theme = altair(), theme_of(look)
    y = alt.Y("y:Q", scale=None, axis=None)
    linked = {"href": "href:N", "description": "say:N"}
    shares, amounts = (max(width_of(row[name], SMALL) for row in rows) for name in ("percent", "shown"))
    free = look.width - left - 22 - shares - amounts - 24
    for row in rows:
        row["name"] = clipped(row["label"], TEXT, free)
    places = (("name", left + 20, "left", theme.ink), ("shown", look.width - shares - 12, "right", theme.ink2))
    texts = [*places, ("percent", look.width, "right", theme.ink)]
    swatch = marks(rows).mark_point(shape="square", size=110, opacity=1, strokeWidth=0, aria=False)
    return [
        swatch.encode(x=alt.value(left + 6), y=y, fill=alt.Fill("color:N", scale=None, legend=None)),
        *(
            marks(rows)
            .mark_text(align=align, baseline="middle", fill=ink, fontSize=TEXT if name == "name" else SMALL)
            .encode(text=f"{name}:N", x=alt.value(x), y=y, **linked)
            for name, x, align, ink in texts
        ),
    ]


def shade(color: str, towards: str, at: int, count: int) -> str:
    """One hue from full to pale: the order of the parts is seen, and no colour is alone in telling them apart."""
    part = 0.72 * at / max(count - 1, 3)
    mixed = (
        round(int(color[place : place + 2], 16) * (1 - part) + int(towards[place : place + 2], 16) * part)
        for place in (1, 3, 5)
    )
    return "#" + "".join(f"{each:02x}" for each in mixed)
