"""A ledger of many products, each made of 850 lots, their ids far apart as when all are made at one time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from engine.lang.columns import moment_text

LAYERS = (1, 9, 60, 180, 300, 300)
"""Lots of one product from the finished one to the raw material."""
LOTS = sum(LAYERS)
INPUTS = 10
"""From how many lots of the next layer each lot is made; the finished one from all of them."""
TEN = "10"


def fill(path: Path, edges: int) -> int:
    """Write about so many edges; the key of a finished lot in the middle."""
    family = list(_family())
    families = max(1, round(edges / len(family)))
    makers = sum(LAYERS[:-1])
    now = moment_text(datetime(2026, 11, 22, tzinfo=UTC))

    def key(position: int, product: int) -> int:
        return position * families + product + 1

    def made(position: int, product: int) -> int:
        """The event in which a lot was made: its parts were made before it."""
        return makers * families + 1 - key(position, product)

    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma synchronous = off")
    connection.execute("begin")
    connection.executemany(
        "insert into trace_lot (id, app, form, record_id, refilled) values (?, 'bench', 'lot', ?, 0)",
        ((one, f"lot-{one}") for one in range(1, LOTS * families + 1)),
    )
    connection.executemany(
        "insert into trace_event (id, app, kind, form, record_id, at) values (?, 'bench', 'produce', 'run', ?, ?)",
        ((one, f"run-{one}", now) for one in range(1, makers * families + 1)),
    )
    connection.executemany(
        "insert into trace_edge (source, target, event, quantity) values (?, ?, ?, ?)",
        (
            (key(part, product), key(whole, product), made(whole, product), TEN)
            for part, whole in sorted(family)
            for product in range(families)
        ),
    )
    connection.execute("commit")
    connection.execute("analyze")
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    return key(0, families // 2)


def _family() -> Iterator[tuple[int, int]]:
    """The edges of one product, part before whole; every lot of a layer is used by the layer above."""
    start = 0
    for upper, lower in pairwise(LAYERS):
        for number in range(upper):
            inputs = min(INPUTS, lower) if upper > 1 else lower
            for step in range(inputs):
                yield start + upper + (number * lower // upper + step) % lower, start + number
        start += upper
