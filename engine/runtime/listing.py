"""Lists of records and single records, as one person may see them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import ColumnElement, true

from engine.forms.words import Words
from engine.lang.problems import NotFound, Problem, Refused
from engine.runtime import present, revisions
from engine.runtime.allowed import hidden, scope, visible
from engine.runtime.concealing import reveals
from engine.runtime.draw import ask, open_dashboard
from engine.runtime.filtering import filter_of
from engine.runtime.live import live_columns, with_live
from engine.runtime.lookup import names_read
from engine.runtime.move import frozen_reason
from engine.runtime.narrowing import Narrowed, question
from engine.runtime.timeline import record_lines, why_lines
from engine.runtime.turn import Turn
from engine.storage.page import Page, page_of

Json = dict[str, object]


class Drill(NamedTuple):
    """The records behind one mark of a chart."""

    dashboard: str
    chart: str
    key: str | None
    series: str | None
    narrowed: Narrowed

    @classmethod
    def of(cls, name: str | None, key: str | None, series: str | None, narrowed: Narrowed) -> Drill | None:
        if not name:
            return None
        dashboard, _, chart = name.partition(".")
        return cls(dashboard, chart, key, series, narrowed)


class Wanted(NamedTuple):
    """What a list is asked for, as it stands in its address."""

    search: str = ""
    filters: tuple[str, ...] = ()
    sort: str = "-created_at"
    after: str | None = None
    limit: int = 50
    drill: Drill | None = None


def page(turn: Turn, form_id: str, wanted: Wanted) -> Json:
    shown = found(turn, form_id, wanted)
    return {"records": present.records(turn, form_id, shown.records), "next": shown.next, "total": shown.total}


def found(turn: Turn, form_id: str, wanted: Wanted, *, rows: bool = False) -> Page:
    """The records themselves, as far as this person may see them; `rows` reads the tables in them too."""
    form = turn.form(form_id)
    concealed = hidden(turn, form_id)
    if wanted.sort.removeprefix("-") in concealed:
        raise Refused(Problem(("sort",), "unknown-field", {"name": wanted.sort}))
    read = names_read(turn, form_id)
    words = Words(turn.actor.language, turn.zone)
    live = live_columns(turn, form)
    filters = [
        filter_of(turn.tables, form, text, concealed=concealed, read=read, words=words, live=live)
        for text in wanted.filters
    ]
    page = page_of(
        turn.connection,
        turn.tables,
        turn.tables.form(form_id),
        scope=scope(turn, form_id),
        filters=[*filters, _drilled(turn, form_id, wanted.drill)],
        search=wanted.search,
        sort=wanted.sort,
        after=wanted.after,
        limit=wanted.limit,
        count=wanted.after is None and not rows,
        rows=rows,
        concealed=concealed,
        read=read,
        live=live,
    )
    return replace(page, records=tuple(with_live(turn, form, page.records)))


def one(turn: Turn, form_id: str, record_id: str) -> Json:
    record = visible(turn, form_id, record_id)
    reason = frozen_reason(turn, record) if record.frozen else None
    return {**present.record(turn, form_id, record), "frozen_reason": reason}


def history(turn: Turn, form_id: str, record_id: str) -> list[Json]:
    return revisions.history(turn, turn.form(form_id), visible(turn, form_id, record_id).id)


def timeline(turn: Turn, form_id: str, record_id: str) -> list[Json]:
    return record_lines(turn, turn.form(form_id), visible(turn, form_id, record_id))


def why(turn: Turn, form_id: str, record_id: str) -> list[Json]:
    return why_lines(turn, turn.form(form_id), visible(turn, form_id, record_id))


def _drilled(turn: Turn, form_id: str, drill: Drill | None) -> ColumnElement[bool]:
    if drill is None:
        return true()
    board = open_dashboard(turn, drill.dashboard)
    chart = board.charts.get(drill.chart)
    count = chart.behind(drill.key) if chart is not None else None
    if chart is None or count is None or count.dataset.form != form_id or reveals(turn, chart):
        raise NotFound(Problem((), "not-found"))
    asked = ask(turn, count, question(turn, board, drill.narrowed))
    counted = count.records(asked.ground, asked.question, drill.key, drill.series, asked.allowed)
    return turn.tables.form(form_id).table.c.id.in_(counted)
