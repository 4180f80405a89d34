"""A chart as the page gets it: picture, table twin, formula, how many records stand behind it, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.reports.dataset import Question
from engine.reports.groups import MOST
from engine.reports.look import Look
from engine.reports.svg import draw
from engine.reports.twin import Twin
from engine.reports.words import NEGATIVES, NOT_DRAWN, NOTHING_HERE, TOO_MANY

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Answers, Chart


@dataclass(frozen=True, slots=True)
class Drawing:
    """`total` is the number of records the chart counts; `notice` says what the picture leaves out, if anything."""

    id: str
    title: str
    kind: str
    svg: str
    formula: str
    table: Twin
    total: int
    notice: str

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "svg": self.svg,
            "formula": self.formula,
            "table": self.table.to_json(),
            "total": self.total,
            "notice": self.notice,
        }


def draw_chart(chart: Chart, answers: Answers, question: Question, look: Look) -> Drawing:
    """From the rows of the grouped statement to everything the page shows."""
    language = look.language
    title = chart.title.in_(language)
    frame = chart.shape(answers, question, look)
    empty = frame.empty or not sum(frame["rows"])
    spec = chart.spec(frame, look)
    formulas = dict.fromkeys(measure.formula.in_(language) for measure in chart.measures if measure.formula)
    return Drawing(
        id=chart.id,
        title=title,
        kind=chart.kind.kind,
        svg=draw(spec, title) if spec is not None else "",
        formula="\n".join(formulas),
        table=chart.twin(frame, look),
        total=sum(frame["counted"]),
        notice=_notice(chart, answers, frame, empty, look),
    )


def _notice(chart: Chart, answers: Answers, frame: DataFrame, empty: bool, look: Look) -> str:
    if empty:
        return NOTHING_HERE.in_(look.language)
    if len(answers) > MOST:
        return TOO_MANY.in_(look.language).format(count=f"{MOST:,}")
    left_out = frame[~frame["drawn"].astype(bool)]
    if "share" in frame:
        left_out = left_out[left_out["value"] != 0]
        if (left_out["value"] < 0).any():
            return NEGATIVES.in_(look.language)
    names = {*left_out[chart.kind.leaves_out]}
    return NOT_DRAWN.in_(look.language).format(count=len(names)) if names else ""
