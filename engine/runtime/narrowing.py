"""What somebody narrows a dashboard to: a period, and values of its filters; refused where it makes no sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from engine.lang.expressions import DIRECTORY, PERSON
from engine.lang.problems import NotFound, Problem, Refused
from engine.reports.dashboard import Dashboard
from engine.reports.dataset import Question
from engine.reports.dimension import Dimension
from engine.reports.keys import EMPTY, from_wire
from engine.runtime.allowed import hidden, outsider, scope
from engine.runtime.concealing import conceals_in_rows
from engine.runtime.lookup import names_read
from engine.runtime.present import names_of_links
from engine.runtime.turn import Turn
from engine.storage import people
from engine.storage.departments import all_departments
from engine.storage.page import page_of
from engine.storage.records import exists_in_scope

Json = dict[str, object]
OFFERED = 30


class Narrowed(NamedTuple):
    """As it stands in the address: days, and `name:key` for each value a filter lets through."""

    since: date | None = None
    until: date | None = None
    only: tuple[str, ...] = ()


def question(turn: Turn, board: Dashboard, narrowed: Narrowed) -> Question:
    """What is asked of every chart; Refused at the parameter that makes no sense."""
    period = board.period.between(turn.today, narrowed.since, narrowed.until)
    problems = [] if period.first <= period.last else [Problem(("to",), "period-backward")]
    known = filters_of(turn, board)
    chosen: dict[str, list[str]] = {}
    for text in narrowed.only:
        name, _, key = text.partition(":")
        if name not in known:
            problems.append(Problem(("only",), "unknown-field", {"name": name}))
        elif not _holds(turn, known[name], key):
            problems.append(Problem(("only",), "filter-value", {"name": name, "value": key}))
        else:
            chosen.setdefault(name, []).append(key)
    if problems:
        raise Refused(*problems)
    return Question(period, turn.zone, chosen)


def filters_of(turn: Turn, board: Dashboard) -> Mapping[str, Dimension]:
    """The filters of a dashboard this person may use: none that reads what is hidden, lest asking tells it."""
    counts = [count for chart in board.charts.values() for count in chart.counts.values()]
    return {
        name: dimension
        for name, dimension in board.filters.items()
        if not any(
            conceals_in_rows(turn, count.dataset, path)
            for count in counts
            if name in count.filters
            for path in count.filters[name].expression.paths
        )
    }


def describe(turn: Turn, board: Dashboard, asked: Question) -> list[Json]:
    """The filters as the page draws them, each with what is chosen."""
    return [
        {
            "id": name,
            "title": dimension.title,
            "options": [{"key": key, "title": title} for key, title in dimension.offered.items()],
            "searched": dimension.form is not None,
            "chosen": _chosen(turn, dimension, asked.filters.get(name, ())),
        }
        for name, dimension in filters_of(turn, board).items()
    ]


def _chosen(turn: Turn, dimension: Dimension, keys: Sequence[str]) -> list[Json]:
    names = _names(turn, dimension, keys)
    language = turn.actor.language
    return [{"key": key, "name": dimension.label(str(from_wire(key)), names.get(key), language)} for key in keys]


def offered(turn: Turn, board: Dashboard, name: str, typed: str) -> list[Json]:
    """Records a filter may be set to, searched by what is typed: those the person may see."""
    dimension = filters_of(turn, board).get(name)
    if dimension is None or dimension.form is None:
        raise NotFound(Problem((), "not-found"))
    if dimension.form in DIRECTORY:
        everyone = _directory(turn, dimension.form).items()
        named = [(id_, name) for id_, name in everyone if typed.casefold() in name.casefold()]
        return [{"key": id_, "name": name} for id_, name in named[:OFFERED]]
    table = turn.tables.form(dimension.form)
    found = page_of(
        turn.connection,
        turn.tables,
        table,
        scope=scope(turn, dimension.form),
        search=typed,
        limit=OFFERED,
        concealed=hidden(turn, dimension.form),
        read=names_read(turn, dimension.form),
    )
    names = _names(turn, dimension, [record.id for record in found.records])
    return [{"key": record.id, "name": names.get(record.id, record.number or record.id)} for record in found.records]


def _directory(turn: Turn, form: str) -> Mapping[str, str]:
    """People or departments of the house by id, with their names; none of them for people of other houses."""
    if outsider(turn):
        return {}
    if form == PERSON:
        return {one.id: one.name for one in people.all_people(turn.connection) if one.active}
    return names_of_links(turn, form, list(all_departments(turn.connection)))


def _holds(turn: Turn, dimension: Dimension, key: str) -> bool:
    """Whether rows may be asked for by this value; a record one may not see is none."""
    if not dimension.accepts(key):
        return False
    if key == EMPTY or dimension.form is None:
        return True
    if dimension.form in DIRECTORY:
        return key in _directory(turn, dimension.form)
    return exists_in_scope(turn.connection, turn.tables.form(dimension.form), key, scope(turn, dimension.form))


def _names(turn: Turn, dimension: Dimension, keys: Collection[str]) -> Mapping[str, str]:
    return names_of_links(turn, dimension.form, [key for key in keys if key]) if dimension.form and keys else {}
