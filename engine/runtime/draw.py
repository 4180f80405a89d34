"""Dashboards drawn for one person: the rows counted are the rows this person may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_

from engine.lang.expressions import DIRECTORY
from engine.lang.labels import Language
from engine.lang.problems import NotFound, Problem
from engine.reports.dashboard import Answers, Chart, Dashboard
from engine.reports.dataset import Dataset, Question
from engine.reports.drawing import draw_chart
from engine.reports.ground import Ground
from engine.reports.look import DESK, PHONE
from engine.reports.look import Look as ChartLook
from engine.runtime.allowed import conceals, hidden, scope
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


class Counted(NamedTuple):
    """A chart's numbers, out of the database; what is left to do needs no transaction."""

    chart: Chart
    answers: Answers
    question: Question
    look: ChartLook


class CountedBoard(NamedTuple):
    board: Dashboard
    charts: tuple[Counted, ...]


def count(turn: Turn, dashboard_id: str, since: date | None, until: date | None, look: Look) -> CountedBoard:
    """The numbers of every chart of a dashboard that shows nothing hidden from this person."""
    board = open_dashboard(turn, dashboard_id)
    shown = (chart for chart in board.charts.values() if not reveals(turn, chart))
    return CountedBoard(board, tuple(_counted(turn, board, chart, since, until, look) for chart in shown))


def draw(counted: CountedBoard) -> Json:
    """The dashboard as the page shows it: pictures and their table twins."""
    board = counted.board
    return {"id": board.id, "title": board.title, "charts": [_drawn(one) for one in counted.charts]}


def open_dashboard(turn: Turn, dashboard_id: str) -> Dashboard:
    """The dashboard, if one of the person's roles may open it."""
    board = turn.app.dashboards.get(dashboard_id)
    if board is None or board.id not in turn.app.rights.reports(turn.actor):
        raise NotFound(Problem((), "not-found"))
    return board


def ask(turn: Turn, board: Dashboard, chart: Chart, since: date | None, until: date | None) -> Asked:
    form_id = chart.dataset.form
    question = Question(board.period.between(turn.today, since, until), turn.zone)
    there = turn.tables.form(form_id).table.c.deleted_at.is_(None)
    return Asked(chart, ground_of(turn, chart.dataset), and_(there, scope(turn, form_id)), question)


def reveals(turn: Turn, chart: Chart) -> bool:
    """Whether the chart is made from a field that this person never sees."""
    dataset = chart.dataset
    grouped = (one.expression for one in (chart.by, chart.series, dataset.date) if one is not None)
    counted = (one for one in (chart.where, dataset.where, *(each.expression for each in chart.measures)) if one)
    read = (path for one in (*grouped, *counted) for path in one.paths)
    return dataset.table in hidden(turn, dataset.form) or any(_conceals(turn, dataset, path) for path in read)


def _conceals(turn: Turn, dataset: Dataset, path: tuple[str, ...]) -> bool:
    """A path over the rows of a dataset: names of a table's row come before those of its record."""
    rows = turn.tables.form(dataset.form).rows.get(dataset.table or "")
    if rows is None or path[0] not in rows.columns:
        return conceals(turn, dataset.form, path)
    target = rows.links.get(path[0])
    return len(path) > 1 and target is not None and target not in DIRECTORY and conceals(turn, target, path[1:])


def _counted(turn: Turn, board: Dashboard, chart: Chart, since: date | None, until: date | None, look: Look) -> Counted:
    asked = ask(turn, board, chart, since, until)
    query = chart.query(asked.ground, asked.allowed, asked.question)
    answers = [dict(row) for row in turn.connection.execute(query).mappings()]
    width = DESK if look.size == "desk" else PHONE
    how = ChartLook(look.language, look.theme, width, _links(turn, board, chart, since, until))
    return Counted(chart, answers, asked.question, how)


def _drawn(counted: Counted) -> Json:
    chart, answers, question, look = counted
    return {**draw_chart(chart, answers, question, look).to_json(), "records": look.links(None, None)}


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
