"""A whole submission through the API against a hand-written endpoint that only validates and inserts.

The engine: session and rights, 20 fields and 10 rows validated and computed, a link followed, three rules of which one
acts, a document number, a notice and its job (which is also done), the trail, the record in the answer.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from statistics import median

from benchmarks.clients import Burst, burst
from benchmarks.databases import postgres, sqlite
from benchmarks.listening import Ready, server
from benchmarks.ratio import Better, Effort, Ratio, Target

TITLE = "Submission"
HALF = Target(Better.MORE, 0.5)
Databases = Callable[..., AbstractContextManager[list[str]]]
DATABASES: Mapping[str, Databases] = {"SQLite": sqlite, "PostgreSQL": postgres}


def run(effort: Effort) -> Iterator[Ratio]:
    for name, databases in DATABASES.items():
        yield from _on(name, databases, effort)


def _on(database: str, databases: Databases, effort: Effort) -> Iterator[Ratio]:
    with (
        databases("engine", "floor") as (ours, theirs),
        tempfile.TemporaryDirectory(prefix="suyuan-bench-") as files,
        server("benchmarks.engine_server", ours, files) as engine,
        server("benchmarks.floor", theirs) as floor,
    ):
        for ready in (engine, floor):
            burst(ready, max(effort.clients), min(effort.seconds, 1.0))
        for clients in effort.clients:
            yield _ratio(f"{database}, {clients} clients", *_by_turns(engine, floor, clients, effort))


def _by_turns(engine: Ready, floor: Ready, clients: int, effort: Effort) -> tuple[list[Burst], list[Burst]]:
    pairs = [
        (burst(engine, clients, effort.seconds), burst(floor, clients, effort.seconds)) for _ in range(effort.rounds)
    ]
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]


def _ratio(what: str, engine: list[Burst], floor: list[Burst]) -> Ratio:
    ratio = median(ours.rate / theirs.rate for ours, theirs in zip(engine, floor, strict=True))
    return Ratio(what, ratio, f"{_said(engine)}; floor {_said(floor)}", HALF)


def _said(bursts: list[Burst]) -> str:
    rate, p50, p99 = (median(getattr(one, name) for one in bursts) for name in ("rate", "p50", "p99"))
    return f"{rate:,.0f}/s, p50 {p50:.1f} ms, p99 {p99:.1f} ms"
