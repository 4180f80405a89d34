"""Dashboards drawn for one person: the rows counted are the rows this person may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, and_

from engine.lang.labels import Language
from engine.lang.problems import NotFound, Problem
from engine.reports.count import Count
from engine.reports.dashboard import Answers, Chart, Dashboard
from engine.reports.dataset import Question
from engine.reports.drawing import draw_chart
from engine.reports.ground import Ground
from engine.reports.look import DESK, PHONE
from engine.reports.look import Look as ChartLook
from engine.runtime.allowed import scope
from engine.runtime.concealing import reveals
from engine.runtime.ground import ground_of
from engine.runtime.narrowing import Narrowed, describe, question
from engine.runtime.turn import Turn

Json = dict[str, object]


class Look(NamedTuple):
    language: Language
    theme: Literal["light", "dark"]
    size: Literal["desk", "phone"]


class Asked(NamedTuple):
    """A statement as one person asks it: where its rows are, and which of them the person may see."""

    counting: Count
    ground: Ground
    allowed: ColumnElement[bool]
    question: Question

    @property
    def query(self) -> Select[Any]:
        return self.counting.query(self.ground, self.allowed, self.question)


class Counted(NamedTuple):
    """A chart's numbers, out of the database; what is left to do needs no transaction."""

    chart: Chart
    answers: Answers
    question: Question
    look: ChartLook


class CountedBoard(NamedTuple):
    """`question` is what every chart was asked, `filters` what else may be asked."""

    board: Dashboard
    question: Question
    filters: list[Json]
    charts: tuple[Counted, ...]


def count(turn: Turn, dashboard_id: str, narrowed: Narrowed, look: Look) -> CountedBoard:
    """The numbers of every chart of a dashboard that shows nothing hidden from this person."""
    board = open_dashboard(turn, dashboard_id)
    asked = question(turn, board, narrowed)
    shown = (chart for chart in board.charts.values() if not reveals(turn, chart))
    charts = tuple(_counted(turn, board, chart, asked, narrowed, look) for chart in shown)
    return CountedBoard(board, asked, describe(turn, board, asked), charts)


def draw(counted: CountedBoard) -> Json:
    """The dashboard as the page shows it: pictures and their table twins."""
    board, period = counted.board, counted.question.period
    return {
        "id": board.id,
        "title": board.title,
        "period": {"from": period.first, "to": period.last} if period else None,
        "filters": counted.filters,
        "charts": [_drawn(one) for one in counted.charts],
    }


def open_dashboard(turn: Turn, dashboard_id: str) -> Dashboard:
    """The dashboard, if one of the person's roles may open it."""
    board = turn.app.dashboards.get(dashboard_id)
    if board is None or board.id not in turn.app.rights.reports(turn.actor):
        raise NotFound(Problem((), "not-found"))
    return board


def ask(turn: Turn, count: Count, question: Question) -> Asked:
    form_id = count.dataset.form
    there = turn.tables.form(form_id).table.c.deleted_at.is_(None)
    return Asked(count, ground_of(turn, count.dataset), and_(there, scope(turn, form_id)), question)


def answers_of(turn: Turn, chart: Chart, question: Question) -> Answers:
    """What the database says to the chart's statements."""

    def rows(count: Count) -> Answers:
        return [dict(row) for row in turn.connection.execute(ask(turn, count, question).query).mappings()]

    return chart.answers(rows)


def _counted(turn: Turn, board: Dashboard, chart: Chart, asked: Question, narrowed: Narrowed, look: Look) -> Counted:
    width = DESK if look.size == "desk" else PHONE
    how = ChartLook(look.language, look.theme, width, _links(turn, board, chart, narrowed))
    return Counted(chart, answers_of(turn, chart, asked), asked, how)


def _drawn(counted: Counted) -> Json:
    chart, answers, asked, look = counted
    records = look.links(None, None) if chart.whole else None
    return {**draw_chart(chart, answers, asked, look).to_json(), "records": records}


def _links(turn: Turn, board: Dashboard, chart: Chart, narrowed: Narrowed) -> Callable[[str | None, str | None], str]:
    """The address in the page of the records behind a mark: it carries along what the dashboard is narrowed to."""
    common = {
        "since": narrowed.since.isoformat() if narrowed.since else None,
        "until": narrowed.until.isoformat() if narrowed.until else None,
        "only": list(narrowed.only) or None,
    }

    def link(key: str | None, series: str | None) -> str:
        count = chart.behind(key)
        if count is None:
            return ""
        parts = {"drill": f"{board.id}.{chart.id}", "key": key, "series": series, **common}
        query = urlencode({name: value for name, value in parts.items() if value is not None}, doseq=True)
        return f"#/{turn.app.id}/list/{count.dataset.form}?{query}"

    return link
