"""Dashboards drawn for one person: the rows counted are the rows this person may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from sqlalchemy import ColumnElement

from engine.lang.labels import Language
from engine.lang.problems import NotFound
from engine.reports.dashboard import Chart, Dashboard
from engine.reports.dataset import Question
from engine.reports.drawing import draw_chart
from engine.reports.ground import Ground
from engine.reports.look import DESK, PHONE
from engine.reports.look import Look as ChartLook
from engine.runtime.allowed import scope
from engine.runtime.ground import ground_of
from engine.runtime.turn import Turn

Json = dict[str, object]


class Look(NamedTuple):
    language: Language
    theme: Literal["light", "dark"]
    size: Literal["desk", "phone"]


class Asked(NamedTuple):
    """A chart as one person asks for it: where its rows are, which of them the person may see, for which period."""

    chart: Chart
    ground: Ground
    allowed: ColumnElement[bool]
    question: Question


def dashboard(turn: Turn, dashboard_id: str, since: date | None, until: date | None, look: Look) -> Json:
    board = open_dashboard(turn, dashboard_id)
    return {
        "id": board.id,
        "title": board.title,
        "charts": [_drawn(turn, board, chart, since, until, look) for chart in board.charts.values()],
    }


def open_dashboard(turn: Turn, dashboard_id: str) -> Dashboard:
    """The dashboard, if one of the person's roles may open it."""
    board = turn.app.dashboards.get(dashboard_id)
    if board is None or board.id not in turn.app.rights.reports(turn.actor):
        raise NotFound
    return board


def ask(turn: Turn, board: Dashboard, chart: Chart, since: date | None, until: date | None) -> Asked:
    form_id = chart.dataset.form
    question = Question(board.period.between(turn.today, since, until), turn.zone)
    return Asked(chart, ground_of(turn, chart.dataset), scope(turn, form_id), question)


def _drawn(turn: Turn, board: Dashboard, chart: Chart, since: date | None, until: date | None, look: Look) -> Json:
    asked = ask(turn, board, chart, since, until)
    query = chart.query(asked.ground, asked.allowed, asked.question)
    rows = [dict(row) for row in turn.connection.execute(query).mappings()]
    links = _links(turn, board, chart, since, until)
    width = DESK if look.size == "desk" else PHONE
    how = ChartLook(look.language, look.theme, width, links)
    drawing = draw_chart(chart, rows, asked.question, how)
    return {**drawing.to_json(), "records": links(None, None)}


def _links(
    turn: Turn, board: Dashboard, chart: Chart, since: date | None, until: date | None
) -> Callable[[str | None, str | None], str]:
    """The address in the page of the records behind a mark."""

    def link(key: str | None, series: str | None) -> str:
        parts = {
            "drill": f"{board.id}.{chart.id}",
            "key": key,
            "series": series,
            "since": since.isoformat() if since else None,
            "until": until.isoformat() if until else None,
        }
        query = urlencode({name: value for name, value in parts.items() if value is not None})
        return f"#/{turn.app.id}/list/{chart.dataset.form}?{query}"

    return link
