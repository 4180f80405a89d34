"""Which records the answer to a trace names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.runtime.steps.stage import Called


def seen_in_trace(answer: Mapping[str, Any], asked: Called) -> frozenset[Called]:
    """Lots, the documents that moved them, and the parties they came from or went to; not the lot asked about."""
    return frozenset(_named(answer)) - {asked}


def _named(answer: Mapping[str, Any]) -> Iterator[Called]:
    for node in answer["nodes"]:
        if node["record"] is not None:
            yield Called(node["form"], node["record"])
    for party in answer["parties"]:
        yield Called(party["form"], party["id"])
    for moved in (*answer["edges"], *answer["parties"]):
        if moved["event"] is not None:
            yield Called(moved["event"]["form"], moved["event"]["id"])
