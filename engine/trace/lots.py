"""Integer keys of lots."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from engine.lang.records import RecordRef
from engine.trace.tables import LOT

T = TypeVar("T")

CHUNK, MANY = 500, 5000
"""Lots asked for in one statement, and of a whole genealogy; below the databases' limits on parameters."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in groups small enough for one statement."""
    rest = iter(items)
    while group := list(islice(rest, size)):
        yield group


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    """Inserts the rows that break no unique rule, also against others doing the same; how many that were."""
    insert: Any = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[connection.dialect.name]
    new = insert(table).on_conflict_do_nothing().returning(table.c.id)
    return sum(connection.execute(new, row).first() is not None for row in rows)


def find_lots(connection: Connection, app: str, refs: Iterable[RecordRef]) -> dict[RecordRef, int]:
    """The keys of those lots that were ever moved or held."""
    by_form: dict[str, list[str]] = {}
    for ref in dict.fromkeys(refs):
        by_form.setdefault(ref.form, []).append(ref.id)
    return {
        RecordRef(form, row.record_id): row.id
        for form, ids in by_form.items()
        for group in chunks(ids)
        for row in connection.execute(
            select(LOT.c.id, LOT.c.record_id).where(LOT.c.record_id.in_(group), LOT.c.form == form, LOT.c.app == app)
        )
    }


def lot_ids(connection: Connection, app: str, refs: Iterable[RecordRef]) -> dict[RecordRef, int]:
    """The keys of these lots, made where they are missing."""
    wanted = list(dict.fromkeys(refs))
    known = find_lots(connection, app, wanted)
    missing = [ref for ref in wanted if ref not in known]
    if missing:
        rows = [{"app": app, "form": ref.form, "record_id": ref.id, "refilled": False} for ref in missing]
        insert_new(connection, LOT, rows)
        known |= find_lots(connection, app, missing)
    return known


def lot_id(connection: Connection, app: str, ref: RecordRef) -> int:
    """The key of one lot, made where it is missing."""
    return lot_ids(connection, app, (ref,))[ref]


def lock(connection: Connection, lots: Collection[int]) -> None:
    """Makes others wait who want to move these lots, until this transaction ends.

    Needed before a balance is read to be drawn on; on SQLite the one writer already waits its turn.
    """
    for group in chunks(sorted(lots)):
        statement = select(LOT.c.id).where(LOT.c.id.in_(group)).order_by(LOT.c.id).with_for_update()
        connection.execute(statement).all()


def refs_of(connection: Connection, lots: Iterable[int]) -> dict[int, RecordRef]:
    """The records behind keys."""
    found: dict[int, RecordRef] = {}
    for group in chunks(lots):
        statement = select(LOT.c.id, LOT.c.form, LOT.c.record_id).where(LOT.c.id.in_(group))
        found |= {row.id: RecordRef(row.form, row.record_id) for row in connection.execute(statement)}
    return found
