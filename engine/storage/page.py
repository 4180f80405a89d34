"""Lists of records: filtered, searched, sorted, and paged by key: the thousandth page costs what the first does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, or_, select

from engine.lang.columns import TextColumn
from engine.lang.problems import NotFound, Problem, Refused
from engine.storage.place import follow
from engine.storage.records import Record, read_records
from engine.storage.tables import AppTables, FormTable

COUNT_UP_TO = 10_000
"""Longer lists have no total: counting them costs more than showing a page."""
LIMIT = 200


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is where the next page begins, none on the last; `total` counts all pages, none where that is too many."""

    records: tuple[Record, ...]
    next: str | None
    total: int | None


def page_of(
    connection: Connection,
    tables: AppTables,
    form: FormTable,
    *,
    scope: ColumnElement[bool] | None = None,
    filters: Sequence[ColumnElement[bool]] = (),
    search: str = "",
    sort: str = "-created_at",
    after: str | None = None,
    limit: int = 50,
    count: bool = False,
    rows: bool = False,
    concealed: Collection[str] = (),
    read: Mapping[str, ColumnElement[bool]] = MappingProxyType({}),
    live: Mapping[str, ColumnElement[Any]] = MappingProxyType({}),
) -> Page:
    """One page of what `scope` lets through. `sort` is a column, `-` before it turns it round; empty ones come last.

    `after` is the id of the last record of the page before. `rows` reads the tables in the records too. A search
    looks into no `concealed` column, so that nothing can be learnt about them by asking; `read` says of a link when the
    name it leads to may be read, in searching and in sorting. `live` are columns of what no record keeps, to sort by.
    """
    where = [form.table.c.deleted_at.is_(None), *filters]
    where += [scope] if scope is not None else []
    where += [_search(tables, form, search, concealed, read)] if search.strip() else []
    column, down = _sort(tables, form, sort, read, live)
    beyond = [_beyond(connection, form, column, down, after, scope)] if after else []
    limit = max(1, min(limit, LIMIT))
    query = select(form.table).where(*where, *beyond).order_by(*_order(form, column, down)).limit(limit + 1)
    found = read_records(connection, form, query, rows=rows)
    total = _total(connection, select(literal(1)).select_from(form.table).where(*where)) if count else None
    return Page(found[:limit], found[limit - 1].id if len(found) > limit else None, total)


def _sort(
    tables: AppTables,
    form: FormTable,
    sort: str,
    read: Mapping[str, ColumnElement[bool]],
    live: Mapping[str, ColumnElement[Any]],
) -> tuple[ColumnElement[Any], bool]:
    """What to sort by: a column, for a link the name of what it leads to."""
    name = sort.removeprefix("-")
    if name in live:
        return live[name], sort.startswith("-")
    if name not in form.table.c:
        raise Refused(Problem(("sort",), "unknown-field", {"name": name}))
    return named_column(tables, form, name, read), sort.startswith("-")


def named_column(
    tables: AppTables, form: FormTable, name: str, read: Mapping[str, ColumnElement[bool]]
) -> ColumnElement[Any]:
    """A column, or what a link's target is called, where that may be read."""
    target = form.links.get(name)
    path = (name,) if target is None else (name, tables.form(target).name)
    column = follow(tables, form.table, form.links, path)
    return case((read[name], column), else_=None) if name in read else column


def _order(form: FormTable, column: ColumnElement[Any], down: bool) -> tuple[ColumnElement[Any], ...]:
    ordered = (column.desc() if down else column.asc()).nulls_last()
    return ordered, form.table.c.id.desc() if down else form.table.c.id.asc()


def _beyond(
    connection: Connection,
    form: FormTable,
    column: ColumnElement[Any],
    down: bool,
    after: str,
    scope: ColumnElement[bool] | None,
) -> ColumnElement[bool]:
    """What comes after that record in the order, also when it has been deleted since."""
    row_id = form.table.c.id
    known = [row_id == after] if scope is None else [row_id == after, scope]
    last = connection.execute(select(column).where(*known).select_from(form.table)).first()
    if last is None:
        raise NotFound(Problem(("after",), "not-found"))
    next_id = row_id < after if down else row_id > after
    if last[0] is None:
        return and_(column.is_(None), next_id)
    return or_(column < last[0] if down else column > last[0], and_(column == last[0], next_id), column.is_(None))


def _search(
    tables: AppTables,
    form: FormTable,
    search: str,
    concealed: Collection[str],
    read: Mapping[str, ColumnElement[bool]],
) -> ColumnElement[bool]:
    """The words of a search box: each stands in the number, the name, another text of the list, or a link's name."""
    listed = form.form.list_columns if form.form else ()
    names = dict.fromkeys(
        name for name in ("number", form.name, *listed) if name in form.table.c and name not in concealed
    )
    columns = [named_column(tables, form, name, read) for name in names]
    texts = [column for column in columns if isinstance(column.type, TextColumn)]
    return and_(*(or_(*(column.icontains(word, autoescape=True) for column in texts)) for word in search.split()))


def _total(connection: Connection, query: Select[Any]) -> int | None:
    counted = connection.execute(select(func.count()).select_from(query.limit(COUNT_UP_TO + 1).subquery())).scalar_one()
    return counted if counted <= COUNT_UP_TO else None
