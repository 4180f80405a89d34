"""What a lot was made of, and what was made of it: the closure over the edges in one direction.

A recursive CTE with `UNION` over integer keys visits each lot once, so it ends on loops (rework back into the same lot)
and costs what the answer is large, not what the ledger is. Depth is counted afterwards: carrying it in the recursion
would visit a lot once for every length of way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from sqlalchemy import CTE, ColumnElement, Connection, literal, select

from engine.lang.records import RecordRef
from engine.trace.tables import EDGE, EVENT, KEY, LOT

Direction = Literal["backward", "forward"]
"""Backward: towards what it was made of. Forward: towards what was made of it."""


UNKNOWN = 0
"""The key of a lot that has none in the ledger."""


@dataclass(frozen=True, slots=True)
class GenealogyNode:
    """A lot on the way; `layer` is how many steps it is away from the start by the shortest way."""

    id: int
    lot: RecordRef
    layer: int


class GenealogyEdge(NamedTuple):
    """Material that went from one lot into another in one event of a record. A tuple: an answer has thousands."""

    source: int
    target: int
    quantity: Decimal
    event: int
    kind: str
    record: RecordRef
    at: datetime
    actor: str | None


@dataclass(frozen=True, slots=True)
class Genealogy:
    """All lots and edges reached from one lot, nodes by layer; the start is on layer 0."""

    start: int
    direction: Direction
    nodes: tuple[GenealogyNode, ...]
    edges: tuple[GenealogyEdge, ...]


_Event = tuple[str, RecordRef, datetime, str | None]


def alone(lot: RecordRef, direction: Direction) -> Genealogy:
    """The genealogy of a lot nothing has happened to: the ledger does not know it yet."""
    return Genealogy(UNKNOWN, direction, (GenealogyNode(UNKNOWN, lot, 0),), ())


def closure(connection: Connection, lot: int, direction: Direction) -> Genealogy:
    """Everything reached from a lot in one direction, over edges that are not void."""
    reach, edges = _reach(lot, direction), _edges(connection, lot, direction)
    layers = _layers(lot, edges, direction)
    rows = connection.execute(select(LOT.c.id, LOT.c.form, LOT.c.record_id).join(reach, reach.c.id == LOT.c.id))
    nodes = (GenealogyNode(row.id, RecordRef(row.form, row.record_id), layers[row.id]) for row in rows)
    return Genealogy(lot, direction, tuple(sorted(nodes, key=lambda node: (node.layer, node.id))), edges)


def _reach(lot: int, direction: Direction) -> CTE:
    near, far = (EDGE.c.target, EDGE.c.source) if direction == "backward" else (EDGE.c.source, EDGE.c.target)
    start = select(literal(lot, KEY).label("id")).cte("reach", recursive=True)
    return start.union(select(far).join(start, near == start.c.id))


def _edges(connection: Connection, lot: int, direction: Direction) -> tuple[GenealogyEdge, ...]:
    reach = _reach(lot, direction)
    near = EDGE.c.target if direction == "backward" else EDGE.c.source
    columns = EDGE.c.source, EDGE.c.target, EDGE.c.quantity, EDGE.c.event
    found = connection.execute(select(*columns).join(reach, near == reach.c.id)).all()
    events = _events(connection, reach, near)
    edges = sorted((event, source, target, quantity) for source, target, quantity, event in found)
    return tuple(
        GenealogyEdge(source, target, quantity, event, *events[event]) for event, source, target, quantity in edges
    )


def _events(connection: Connection, reach: CTE, near: ColumnElement[int]) -> dict[int, _Event]:
    """What the edges happened in, each read once: an event has many edges."""
    columns = EVENT.c.id, EVENT.c.kind, EVENT.c.form, EVENT.c.record_id, EVENT.c.at, EVENT.c.actor
    of_edges = select(EDGE.c.event).join(reach, near == reach.c.id)
    rows = connection.execute(select(*columns).where(EVENT.c.id.in_(of_edges)))
    return {id_: (kind, RecordRef(form, record_id), at, actor) for id_, kind, form, record_id, at, actor in rows}


def _layers(lot: int, edges: Iterable[GenealogyEdge], direction: Direction) -> dict[int, int]:
    """Shortest distance of every lot from the start, breadth first."""
    beyond: dict[int, list[int]] = {}
    for edge in edges:
        near, far = (edge.target, edge.source) if direction == "backward" else (edge.source, edge.target)
        beyond.setdefault(near, []).append(far)
    layers = {lot: 0}
    front = [lot]
    while front:
        following: list[int] = []
        for near in front:
            for far in beyond.get(near, ()):
                if far not in layers:
                    layers[far] = layers[near] + 1
                    following.append(far)
        front = following
    return layers
