"""A chart as the page gets it: picture, table twin, formula, how many records stand behind it, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.lang.labels import Label, Language
from engine.reports.dataset import Question
from engine.reports.groups import MOST
from engine.reports.look import Look
from engine.reports.svg import draw
from engine.reports.twin import Twin
from engine.reports.words import ENDED, JOINED, NEGATIVES, NOT_DRAWN, NOT_NARROWED, NOTHING_HERE, TOO_MANY

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Answers, Chart


@dataclass(frozen=True, slots=True)
class Drawing:
    """`total` is the number of records the chart counts; `notice` says what the picture leaves out, if anything."""

    id: str
    kind: str
    title: Label
    formula: Label
    svg: str
    table: Twin
    total: int
    notice: str

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title.to_json(),
            "formula": self.formula.to_json(),
            "svg": self.svg,
            "table": self.table.to_json(),
            "total": self.total,
            "notice": self.notice,
        }


def draw_chart(chart: Chart, answers: Answers, question: Question, look: Look) -> Drawing:
    """From the rows of the grouped statement to everything the page shows. Needs no database, so close it first."""
    frame = chart.shape(answers, question, look)
    spec = chart.spec(frame, look)
    return Drawing(
        id=chart.id,
        kind=chart.kind.kind,
        title=chart.title,
        formula=Label(_formula(chart, "zh"), _formula(chart, "en")),
        svg=draw(spec, chart.title.in_(look.language)) if spec is not None else "",
        table=chart.twin(frame, look),
        total=sum(frame["counted"]),
        notice=_notice(chart, answers, frame, question, look),
    )


def _formula(chart: Chart, language: Language) -> str:
    """How the number is made, in words; of several measures each with its name."""
    told = [(measure.title.in_(language), measure.formula) for measure in chart.measures]
    if len(told) == 1:
        return told[0][1].in_(language) if told[0][1] else ""
    colon = "：" if language == "zh" else ": "
    return "\n".join(f"{title}{colon}{formula.in_(language)}" for title, formula in told if formula)


def _notice(chart: Chart, answers: Answers, frame: DataFrame, question: Question, look: Look) -> str:
    """What the picture does not say, each in a sentence of its own."""
    past = [chart.past[name].in_(look.language) for name in question.filters if name in chart.past]
    deaf = NOT_NARROWED.in_(look.language).format(names=JOINED[look.language].join(past)) if past else ""
    return ENDED[look.language].join(filter(None, (_left_out(chart, answers, frame, look), deaf)))


def _left_out(chart: Chart, answers: Answers, frame: DataFrame, look: Look) -> str:
    if not sum(frame["rows"]):
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
