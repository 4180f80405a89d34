"""Records of a form: stored whole, changed only by who has seen the latest revision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, select, update
from sqlalchemy.exc import IntegrityError

from engine.lang.problems import Conflict, NotFound, Problem, Refused
from engine.storage import statements
from engine.storage.storable_text import unstorable
from engine.storage.tables import FormTable, RowTable, part_column

Values = Mapping[str, object]
Head = Mapping[Any, Any]
"""A row of a form's table, by column."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a form holds, at one revision. Tables in `values` are tuples of rows, each a mapping with its `id`."""

    id: str
    form: str
    rev: int
    number: str | None
    state: str
    values: Values
    created_at: datetime
    created_by: str | None
    changed_at: datetime
    changed_by: str | None
    submitted_at: datetime | None = None
    submitted_by: str | None = None
    deleted_at: datetime | None = None
    frozen: bool = False


SYSTEM = tuple(name for name in Record.__dataclass_fields__ if name not in ("form", "values"))


def insert_record(connection: Connection, form: FormTable, record: Record) -> Record:
    """Store a new record. The same id again is a `Conflict` whose `current["record"]` is what stands.

    So a record sent twice is stored once.
    """
    _refuse_unstorable(record.values)
    if not statements.new_record(form.table).count(connection, _columns(form, record)):
        raise _refusal(connection, form, record)
    _insert_rows(connection, form, record)
    return record


def update_record(connection: Connection, form: FormTable, record: Record, expected_rev: int) -> Record:
    """Store a change made to revision `expected_rev`; somebody else's change in between is a `Conflict`."""
    _refuse_unstorable(record.values)
    changed = replace(record, rev=expected_rev + 1)
    row = _columns(form, changed) | {statements.WHICH: record.id, statements.SEEN: expected_rev}
    try:
        hit = statements.change_of_record(form.table).count(connection, row)
    except IntegrityError as error:
        raise _taken(form) from error
    if not hit:
        raise Conflict(Problem((), "conflict"), current={"record": get_record(connection, form, record.id)})
    _change_rows(connection, form, changed)
    return changed


def freeze(connection: Connection, form: FormTable, record_id: str, *, frozen: bool) -> bool:
    """Freeze or release a lot, whatever its revision; whether it was otherwise before."""
    lot = form.table.c
    other = update(form.table).where(lot.id == record_id, lot.frozen.is_not(frozen))
    return bool(connection.execute(other.values(frozen=frozen)).rowcount)


def get_record(
    connection: Connection,
    form: FormTable,
    record_id: str,
    scope: ColumnElement[bool] | None = None,
    *,
    lock: bool = False,
) -> Record:
    """The record, or `NotFound`: also where it is deleted or out of scope, so that nobody learns that it exists."""
    query = statements.one_record(form.table)
    if scope is not None:
        query = query.where(scope)
    if lock:
        query = query.with_for_update(of=form.table)
    found = read_records(connection, form, query, {statements.WHICH: record_id})
    if not found:
        raise NotFound(Problem((), "not-found"))
    return found[0]


def get_records(
    connection: Connection, form: FormTable, ids: Collection[str], *, rows: bool = True
) -> dict[str, Record]:
    """Those of these ids that there are, deleted ones included: what links show."""
    if not ids:
        return {}
    columns = form.table.c.keys()
    found = statements.records(form.table).all(connection, {statements.WHICH: list(ids)})
    heads = [dict(zip(columns, row, strict=True)) for row in found]
    return {record.id: record for record in _whole(connection, form, heads, rows=rows)}


def find_records(
    connection: Connection, form: FormTable, *where: ColumnElement[bool], limit: int | None = None, rows: bool = True
) -> tuple[Record, ...]:
    """The records that are not deleted and meet the conditions, oldest first."""
    query = select(form.table).where(form.table.c.deleted_at.is_(None), *where).order_by(form.table.c.id).limit(limit)
    return read_records(connection, form, query, rows=rows)


def exists_in_scope(connection: Connection, form: FormTable, record_id: str, scope: ColumnElement[bool]) -> bool:
    query = select(literal(1)).where(form.table.c.id == record_id, form.table.c.deleted_at.is_(None), scope)
    return connection.execute(query).first() is not None


def names_of(connection: Connection, form: FormTable, ids: Collection[str]) -> dict[str, str]:
    """What to call these records, by id; one without a name is called by its id."""
    if not ids:
        return {}
    named = statements.names(form.table, form.name).all(connection, {statements.WHICH: list(ids)})
    return {record_id: str(name or record_id) for record_id, name in named}


def read_records(
    connection: Connection,
    form: FormTable,
    query: Select[Any],
    bound: Mapping[str, object] | None = None,
    *,
    rows: bool = True,
) -> tuple[Record, ...]:
    """The records a select of the form's table finds, their tables read in one query each (or left empty)."""
    return _whole(connection, form, connection.execute(query, bound).mappings().all(), rows=rows)


def _whole(connection: Connection, form: FormTable, heads: Sequence[Head], *, rows: bool) -> tuple[Record, ...]:
    ids = [head["id"] for head in heads]
    tables = {name: _rows_by_parent(connection, table, ids) if rows else {} for name, table in form.rows.items()}
    return tuple(_record(form, head, {name: by.get(head["id"], ()) for name, by in tables.items()}) for head in heads)


def _record(form: FormTable, head: Head, rows: Values) -> Record:
    system = {name: head[name] for name in SYSTEM if name != "frozen"}
    values = {name: head[name] for name in form.columns}
    if form.parts:
        values = _joined(form, values)
    return Record(form=form.id, values={**values, **rows}, frozen=form.lot and head["frozen"], **system)


def _columns(form: FormTable, record: Record) -> dict[str, object]:
    system = {name: getattr(record, name) for name in SYSTEM if name != "frozen" or form.lot}
    values = _parted(form, record.values) if form.parts else record.values
    return system | {name: values.get(name) for name in form.columns}


def _joined(form: FormTable, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values kept in several columns put together; without its first part there is none."""
    whole = dict(values)
    for name, parts in form.parts.items():
        value = {part: whole.pop(part_column(name, part)) for part in parts}
        whole[name] = None if value[parts[0]] is None else value
    return whole


def _parted(form: FormTable, values: Values) -> dict[str, object]:
    """The same values by column."""
    parted = dict(values)
    for name, parts in form.parts.items():
        value = values.get(name)
        of = value if isinstance(value, Mapping) else {}
        parted |= {part_column(name, part): of.get(part) for part in parts}
    return parted


def _rows_by_parent(connection: Connection, rows: RowTable, parents: Sequence[str]) -> dict[str, tuple[Values, ...]]:
    if not parents:
        return {}
    columns = rows.table.c.keys()
    found: dict[str, list[Values]] = {}
    for row in statements.rows_of_records(rows.table).all(connection, {statements.WHICH: parents}):
        values = dict(zip(columns, row, strict=True))
        del values["position"]
        found.setdefault(values.pop("parent_id"), []).append(values)
    return {parent: tuple(of_parent) for parent, of_parent in found.items()}


def _insert_rows(connection: Connection, form: FormTable, record: Record) -> None:
    for rows in form.rows.values():
        if stored := _stored_rows(rows, record):
            statements.new_rows(rows.table).each(connection, stored)


def _change_rows(connection: Connection, form: FormTable, record: Record) -> None:
    """Rows that stand are changed where they are: columns that are archived keep what is in them."""
    for rows in form.rows.values():
        stored = _stored_rows(rows, record)
        kept = {statements.PARENT: record.id, statements.WHICH: [row["id"] for row in stored]}
        statements.other_rows(rows.table).count(connection, kept)
        if stored:
            statements.changed_rows(rows.table).each(connection, stored)


def _stored_rows(rows: RowTable, record: Record) -> list[Values]:
    table: Iterable[Values] = record.values.get(rows.field) or ()  # type: ignore[assignment]
    return [
        {"id": row["id"], "parent_id": record.id, "position": position}
        | {column: row.get(column) for column in rows.columns}
        for position, row in enumerate(table)
    ]


def _refusal(connection: Connection, form: FormTable, record: Record) -> Refused:
    standing = get_records(connection, form, [record.id]).get(record.id)
    if standing:
        return Conflict(Problem((), "conflict"), current={"record": standing})
    return _taken(form)


def _taken(form: FormTable) -> Refused:
    """Another record has the same natural key (or, where there is none, the same number)."""
    key = form.form.key if form.form and form.form.key else ("number",)
    return Refused(*(Problem((name,), "key-taken") for name in key))


def _refuse_unstorable(values: Values) -> None:
    problems = [Problem(path, "text-unstorable") for path in unstorable(values)]
    if problems:
        raise Refused(*problems)
