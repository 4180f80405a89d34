"""The edges that can be reached from a lot, whatever their time: read as plain rows, for an answer has thousands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, Select, Table, bindparam, select

from engine.trace.known import counts
from engine.trace.lots import chunks
from engine.trace.tables import EDGE, EVENT, KEY, VOID_EDGE

Direction = Literal["backward", "forward"]
"""Backward: towards what it was made of. Forward: towards what was made of it."""

Row = tuple[int, int, int, Any]
"""Event, source, target, and the quantity as the database hands it out."""
START = "_start"


def reached(connection: Connection, lot: int, direction: Direction) -> Sequence[Row]:
    """The edges that count now. `UNION` over integer keys visits each lot once, so loops end."""
    # Straight from the driver's cursor: reading each quantity and making each row would cost as much as finding them.
    return connection.execute(_reaching(direction), {START: lot}).cursor.fetchall()


def reached_then(connection: Connection, lot: int, direction: Direction, known_at: datetime) -> Sequence[Row]:
    """The edges that counted as far as was known at a moment; void ones too, so layer by layer over both tables."""
    found: list[Row] = []
    seen, front = {lot}, {lot}
    while front:
        fresh = [row for table in (EDGE, VOID_EDGE) for row in _beside(connection, table, front, direction, known_at)]
        found += fresh
        front = {row[1] if direction == "backward" else row[2] for row in fresh} - seen
        seen |= front
    return found


@cache
def _reaching(direction: Direction) -> Select[Any]:
    near, far = (EDGE.c.target, EDGE.c.source) if direction == "backward" else (EDGE.c.source, EDGE.c.target)
    start = select(bindparam(START, type_=KEY).label("id")).cte("reach", recursive=True)
    reach = start.union(select(far).join(start, near == start.c.id))
    return select(EDGE.c.event, EDGE.c.source, EDGE.c.target, EDGE.c.quantity).join(reach, near == reach.c.id)


def _beside(
    connection: Connection, edge: Table, lots: set[int], direction: Direction, known_at: datetime
) -> Sequence[Row]:
    near = edge.c.target if direction == "backward" else edge.c.source
    columns = edge.c.event, edge.c.source, edge.c.target, edge.c.quantity
    then = select(*columns).join(EVENT, EVENT.c.id == edge.c.event).where(counts(known_at))
    return [
        (event, source, target, quantity)
        for group in chunks(lots)
        for event, source, target, quantity in connection.execute(then.where(near.in_(group)))
    ]
