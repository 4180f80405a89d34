"""What a lot was made of, and what was made of it: the closure over the edges in one direction, in time.

A recursive query finds all edges that can be reached, which costs what the answer is large, not what the ledger is;
one pass over them leaves those whose material was there when it was drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from engine.lang.columns import plain, read_number
from engine.lang.records import RecordRef
from engine.trace.balance import moves
from engine.trace.in_time import in_time
from engine.trace.lots import MANY, chunks
from engine.trace.reach import Direction, reached, reached_then
from engine.trace.spells import spells_of
from engine.trace.tables import EVENT, LOT

__all__ = ["UNKNOWN", "Direction", "Genealogy", "GenealogyEdge", "GenealogyNode", "Happening", "alone", "closure"]

UNKNOWN = 0
"""The key of a lot that has none in the ledger."""


class GenealogyNode(NamedTuple):
    """A lot on the way; `layer` is how many steps it is away from the start by the shortest way."""

    id: int
    lot: RecordRef
    layer: int


class GenealogyEdge(NamedTuple):
    """Material that went from one lot into another in one event. A tuple: an answer has thousands."""

    event: int
    source: int
    target: int
    kept: Any
    """The quantity as the database hands it out."""

    @property
    def quantity(self) -> Decimal:
        return plain(read_number(self.kept) or Decimal(0))


class Happening(NamedTuple):
    """The event of a record in which material moved."""

    kind: str
    record: RecordRef
    at: datetime
    actor: str | None


class Genealogy(NamedTuple):
    """All lots and edges reached from one lot, nodes by layer; the start is on layer 0. `events` by their key."""

    start: int
    direction: Direction
    nodes: tuple[GenealogyNode, ...]
    edges: Sequence[GenealogyEdge]
    events: Mapping[int, Happening]


def alone(lot: RecordRef, direction: Direction) -> Genealogy:
    """The genealogy of a lot nothing has happened to: the ledger does not know it yet."""
    return Genealogy(UNKNOWN, direction, (GenealogyNode(UNKNOWN, lot, 0),), (), {})


def closure(connection: Connection, lot: int, direction: Direction, known_at: datetime | None = None) -> Genealogy:
    """Everything that went into a lot, or that it went into; with `known_at` as far as was known then."""
    rows = reached_then(connection, lot, direction, known_at) if known_at else reached(connection, lot, direction)
    lots = {lot, *[row[1] for row in rows], *[row[2] for row in rows]}
    refs, refilled = _lots(connection, lots)
    events = _events(connection, {row[0] for row in rows})
    order = sorted(events, key=lambda event: (events[event].at, event))
    spells = spells_of(moves(connection, refilled, known_at)) if refilled else {}
    edges = [GenealogyEdge._make(row) for row in in_time(rows, order, lot, direction, spells)]
    layers = _layers(lot, edges, direction)
    nodes = [GenealogyNode(id_, refs[id_], layer) for id_, layer in layers.items()]
    return Genealogy(lot, direction, tuple(sorted(nodes, key=lambda node: (node.layer, node.id))), edges, events)


def within(genealogy: Genealogy, lots: Collection[int]) -> Genealogy:
    """What of it can be followed from the start over these lots alone: of what lies behind others nothing is told."""
    edges = [edge for edge in genealogy.edges if edge.source in lots and edge.target in lots]
    layers = _layers(genealogy.start, edges, genealogy.direction)
    nodes = [node._replace(layer=layers[node.id]) for node in genealogy.nodes if node.id in layers]
    followed = [edge for edge in edges if edge.source in layers and edge.target in layers]
    return genealogy._replace(nodes=tuple(nodes), edges=followed)


def _lots(connection: Connection, lots: Collection[int]) -> tuple[dict[int, RecordRef], list[int]]:
    """The records behind the keys, and which of them have been refilled."""
    statement = select(LOT.c.id, LOT.c.form, LOT.c.record_id, LOT.c.refilled)
    found = [
        row for group in chunks(lots, MANY) for row in connection.execute(statement.where(LOT.c.id.in_(group))).all()
    ]
    refs = {id_: RecordRef(form, record_id) for id_, form, record_id, _ in found}
    return refs, [id_ for id_, _, _, refilled in found if refilled is not False]


def _events(connection: Connection, events: Collection[int]) -> dict[int, Happening]:
    statement = select(EVENT.c.id, EVENT.c.kind, EVENT.c.form, EVENT.c.record_id, EVENT.c.at, EVENT.c.actor)
    return {
        id_: Happening(kind, RecordRef(form, record_id), at, actor)
        for group in chunks(events, MANY)
        for id_, kind, form, record_id, at, actor in connection.execute(statement.where(EVENT.c.id.in_(group)))
    }


def _layers(lot: int, edges: Iterable[GenealogyEdge], direction: Direction) -> dict[int, int]:
    """Shortest distance of every lot from the start, breadth first."""
    beyond: dict[int, list[int]] = {}
    for _, source, target, _ in edges:
        near, far = (target, source) if direction == "backward" else (source, target)
        beyond.setdefault(near, []).append(far)
    layers = {lot: 0}
    front, layer = {lot}, 0
    while front:
        layer += 1
        front = {far for near in front for far in beyond.get(near, ())} - layers.keys()
        layers.update(dict.fromkeys(front, layer))
    return layers
