"""A form has another name: everything in the engine's own tables that names it follows. The trail never does."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, Update, select, update

from engine.storage.numbering import counter
from engine.storage.system import metadata
from engine.storage.trail import trail_event
from engine.trace.tables import EVENT, HOLD, LOT, MOVE
from engine.trace.tables import metadata as ledger


def follow_form(connection: Connection, app: str, old: str, new: str) -> None:
    """Rename a form in cases, notices, files, numbers, the ledger and whatever else says `app` and `form`."""
    for statement in (*_said(app, old, new), *_traced(app, old, new)):
        connection.execute(statement)
    numbered = update(counter).where(counter.c.form == f"{app}.{old}")
    connection.execute(numbered.values(form=f"{app}.{new}"))


def _said(app: str, old: str, new: str) -> Iterator[Update]:
    tables: list[Table] = [*metadata.sorted_tables, *ledger.sorted_tables]
    for table in tables:
        if table is not trail_event and {"app", "form"} <= set(table.c.keys()):
            yield update(table).where(table.c.app == app, table.c.form == old).values(form=new)


def _traced(app: str, old: str, new: str) -> Iterator[Update]:
    """Who a movement was with, and for what a lot is held."""
    events = select(EVENT.c.id).where(EVENT.c.app == app)
    yield update(MOVE).where(MOVE.c.party_form == old, MOVE.c.event.in_(events)).values(party_form=new)
    lots = select(LOT.c.id).where(LOT.c.app == app)
    yield update(HOLD).where(HOLD.c.holder_form == old, HOLD.c.lot.in_(lots)).values(holder_form=new)
