"""Checking a whole app, every finding, against only reading its files with the C loader of YAML."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.ratio import Better, Effort, Ratio, Target, in_turn, timed
from engine.app.load import load

TITLE = "Check"
QUALITY = Path(__file__).parent.parent / "apps" / "quality_trace"
LIMIT = Target(Better.LESS, 100, "ms")


def run(effort: Effort) -> Iterator[Ratio]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(QUALITY.rglob("*.yaml"))]

    def compose() -> None:
        for text in texts:
            list(yaml.compose_all(text, Loader=yaml.CSafeLoader))

    def anew() -> None:
        _forget()
        load(QUALITY)

    rounds = max(effort.rounds, 1) * 2
    whole, floor, again = in_turn(
        rounds, lambda: timed(anew), lambda: timed(compose), lambda: timed(lambda: load(QUALITY))
    )
    files = f"{len(texts)} files"
    yield Ratio(
        f"quality app, {files}, against composing their YAML",
        whole / floor,
        f"{whole * 1000:.0f} ms; floor {floor * 1000:.0f} ms",
    )
    yield Ratio("quality app, all of it anew", whole * 1000, "", LIMIT, "ms")
    yield Ratio("quality app, again after no file or one has changed", again * 1000, "", LIMIT, "ms")


def _forget() -> None:
    """Whatever the engine remembers of texts it has seen before."""
    for name, module in list(sys.modules.items()):
        if name.startswith("engine."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
