"""Live values in SQL, as far as one person may see what they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, case, cast, null, select

from engine.access import rights
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.live import Live
from engine.lang.columns import DecimalColumn
from engine.lang.expressions import DIRECTORY, NUMBER
from engine.runtime.allowed import conceals, hidden, may_ever, place, sees
from engine.runtime.turn import Turn
from engine.runtime.view import surroundings
from engine.storage.place import FormPlace
from engine.storage.records import Record

Column = ColumnElement[Any]


def with_live(turn: Turn, form: Form, records: Sequence[Record]) -> Sequence[Record]:
    """The records with their live values, read in one query for all of them; what is there already stays."""
    columns = live_columns(turn, form)
    if not columns or not records or all(columns.keys() <= one.values.keys() for one in records):
        return records
    own = turn.tables.form(form.id).table.c.id
    query = select(own, *(column.label(name) for name, column in columns.items()))
    found = turn.connection.execute(query.where(own.in_([one.id for one in records]))).mappings()
    values = {row["id"]: {name: form.by_id[name].fit(row[name]) for name in columns} for row in found}
    return [replace(one, values={**one.values, **values.get(one.id, {})}) for one in records]


def live_columns(turn: Turn, form: Form) -> Mapping[str, Column]:
    """What each live field is in a query on the form's table."""
    concealed = hidden(turn, form.id)
    shown = ((field, field.live) for field in form.fields if field.id not in concealed)
    return {field.id: _column(turn, form, field, live) for field, live in shown if live is not None}


def _column(turn: Turn, form: Form, field: Field, live: Live) -> Column:
    return _looked_up(turn, form, field, live) if live.source is None else _rolled_up(turn, form, field, live)


def _looked_up(turn: Turn, form: Form, field: Field, live: Live) -> Column:
    """The end of the path, where every record on the way may be seen."""
    if conceals(turn, form.id, live.path):
        return null()
    here, at = place(turn, form.id), form.id
    seen: list[ColumnElement[bool]] = []
    for end, name in enumerate(live.path[:-1], 1):
        at = turn.tables.form(at).links[name]
        if at not in DIRECTORY:
            seen.append(sees(turn, at, here.column(live.path[:end])))
    value = field.expressions[("of",)].to_sql(here)
    return case((and_(*seen), value), else_=None) if seen else value


def _rolled_up(turn: Turn, form: Form, field: Field, live: Live) -> Column:
    """The measure over the records that link here and may be seen."""
    assert live.source is not None and live.link is not None
    value, where = field.expressions[("value",)], field.expressions.get(("where",))
    read: Iterable[tuple[str, ...]] = {(live.link,), *value.paths, *(where.paths if where is not None else ())}
    if not may_ever(turn, live.source, "see") or any(conceals(turn, live.source, path) for path in read):
        return null()
    source = turn.tables.form(live.source).table.alias()
    there = FormPlace(turn.tables, live.source, source, surroundings(turn))
    own = turn.tables.form(form.id).table.c.id
    conditions = [
        source.c[live.link] == own,
        source.c.deleted_at.is_(None),
        source.c.state == "submitted",
        rights.predicate(turn.app.rights, turn.actor, live.source, "see", there),
        *([where.to_sql(there)] if where is not None else []),
    ]
    figure: Column = value.to_sql(there)
    if value.type == NUMBER:
        figure = cast(figure, DecimalColumn())  # as a table keeps it: SQLite compares exact numbers as texts
    return select(figure).select_from(source).where(*conditions).correlate_except(source).scalar_subquery()
