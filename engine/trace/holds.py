"""Holds on lots: a lot is frozen while at least one hold on it is not released."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from engine.lang.labels import Label
from engine.lang.records import RecordRef
from engine.trace.lots import chunks, insert_new
from engine.trace.tables import HOLD


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a lot is or was frozen. `holder` is the record (or person, form `@person`) it is held for."""

    id: int
    lot: int
    reason: Label
    holder: RecordRef
    since: datetime
    held_by: str | None
    released_at: datetime | None = None
    released_by: str | None = None
    release_reason: Label | None = None


def hold(connection: Connection, lot: int, reason: Label, holder: RecordRef, *, at: datetime, by: str | None) -> bool:
    """Freezes a lot for a holder; whether that was new. Again for the same holder changes nothing."""
    row = {
        "lot": lot,
        "reason_zh": reason.zh,
        "reason_en": reason.en,
        "holder_form": holder.form,
        "holder": holder.id,
        "since": at,
        "held_by": by,
    }
    return insert_new(connection, HOLD, [row]) == 1


def release(
    connection: Connection,
    lot: int,
    *,
    at: datetime,
    by: str | None,
    reason: Label | None = None,
    holder: RecordRef | None = None,
) -> int:
    """Releases the hold of one holder, or all holds without one; how many that were. None left: the lot is free."""
    statement = update(HOLD).where(HOLD.c.lot == lot, HOLD.c.released_at.is_(None))
    if holder is not None:
        statement = statement.where(HOLD.c.holder == holder.id, HOLD.c.holder_form == holder.form)
    values = {
        "released_at": at,
        "released_by": by,
        "release_zh": reason.zh if reason else None,
        "release_en": reason.en if reason else None,
    }
    return int(connection.execute(statement.values(**values)).rowcount)


def held(connection: Connection, lots: Iterable[int], known_at: datetime | None = None) -> dict[int, tuple[Hold, ...]]:
    """The holds open now, or at that moment, of those of these lots that are frozen, oldest first."""
    is_open: ColumnElement[bool] = HOLD.c.released_at.is_(None)
    if known_at is not None:
        is_open = and_(HOLD.c.since <= known_at, or_(is_open, HOLD.c.released_at > known_at))
    found: dict[int, tuple[Hold, ...]] = {}
    for group in chunks(dict.fromkeys(lots)):
        statement = select(HOLD).where(HOLD.c.lot.in_(group), is_open).order_by(HOLD.c.id)
        for row in connection.execute(statement):
            found[row.lot] = (*found.get(row.lot, ()), _hold(row))
    return found


def holds(connection: Connection, lot: int) -> tuple[Hold, ...]:
    """Every hold a lot ever had, oldest first."""
    return tuple(_hold(row) for row in connection.execute(select(HOLD).where(HOLD.c.lot == lot).order_by(HOLD.c.id)))


def _hold(row: Any) -> Hold:
    released = Label(row.release_zh, row.release_en) if row.release_zh is not None else None
    return Hold(
        row.id,
        row.lot,
        Label(row.reason_zh, row.reason_en),
        RecordRef(row.holder_form, row.holder),
        row.since,
        row.held_by,
        row.released_at,
        row.released_by,
        released,
    )
