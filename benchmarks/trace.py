"""The genealogy of 850 lots in ledgers of different sizes, against recursive SQL written by hand over the same tables.

Two floors in raw sqlite3: one fetches the same nodes and edges with their records, as plain rows; the other only the
ids of the lots. What counts is the first: the second does not answer the question, it only shows what finding costs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.databases import sqlite
from benchmarks.ledger import LOTS, fill
from benchmarks.ratio import Better, Effort, Ratio, Target, in_turn, timed
from engine.storage.database import Database
from engine.storage.migrate import migrate
from engine.trace.genealogy import closure

TITLE = "Trace"
NEAR = Target(Better.LESS, 1.5)
SAME = Target(Better.LESS, 1.3)
TURNS = 15
REACH = """
with recursive reach(id) as (
  select ? union select edge.source from trace_edge edge join reach on edge.target = reach.id
)
"""
IDS = f"{REACH} select id from reach"
NODES = f"{REACH} select lot.id, lot.form, lot.record_id from reach join trace_lot lot on lot.id = reach.id"
EDGES = f"""
{REACH} select edge.source, edge.target, edge.quantity, edge.event, event.kind, event.form, event.record_id, event.at
from reach join trace_edge edge on edge.target = reach.id join trace_event event on event.id = edge.event
"""


def run(effort: Effort) -> Iterator[Ratio]:
    """All ledgers are made first and asked by turns, so that what disturbs the machine disturbs all of them."""
    with ExitStack() as open_:
        works = {edges: open_.enter_context(_ledger(edges)) for edges in effort.edges}
        rounds = min(TURNS, effort.rounds * 5)
        taken = iter(in_turn(rounds, *(partial(timed, work) for each in works.values() for work in each)))
    ours: dict[int, float] = {}
    for edges in effort.edges:
        ours[edges], rows, ids = next(taken), next(taken), next(taken)
        times = f"{ours[edges] * 1000:.1f} ms; floors {rows * 1000:.1f} ms and {ids * 1000:.1f} ms"
        yield Ratio(f"{edges:,} edges, against the same rows by hand", ours[edges] / rows, times, NEAR)
        yield Ratio(f"{edges:,} edges, against finding the ids alone", ours[edges] / ids, times)
    for small, large in pairwise(effort.edges):
        yield Ratio(f"{large:,} edges against {small:,}", ours[large] / ours[small], "", SAME)


@contextmanager
def _ledger(edges: int) -> Iterator[tuple[Callable[[], object], ...]]:
    """The engine's closure, and both floors, over a ledger of so many edges."""
    with sqlite("ledger") as [address], Database.open(address) as database:
        database.write_now(migrate)
        path = Path(address.removeprefix("sqlite:///"))
        start = fill(path, edges)
        with closing(sqlite3.connect(path)) as hand:
            found = database.read_now(lambda connection: closure(connection, start, "backward"))
            assert len(found.nodes) == len(hand.execute(IDS, (start,)).fetchall()) == LOTS
            assert len(found.edges) == len(hand.execute(EDGES, (start,)).fetchall())
            yield (
                lambda: database.read_now(lambda connection: closure(connection, start, "backward")),
                lambda: (hand.execute(NODES, (start,)).fetchall(), hand.execute(EDGES, (start,)).fetchall()),
                lambda: hand.execute(IDS, (start,)).fetchall(),
            )
