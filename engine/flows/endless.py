"""Rings of steps that a case would go round for ever because nobody has to decide in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.flows.node import Node


def rings(nodes: Mapping[str, Node], first: str) -> Iterator[tuple[str, str]]:
    """Each step from which a case comes back by itself, and the step it comes back to; every ring once."""
    done: set[str] = set()
    for start in (first, *nodes):
        if start not in done:
            yield from _from(start, nodes, done, ())


def _from(id_: str, nodes: Mapping[str, Node], done: set[str], way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    done.add(id_)
    for target in nodes[id_].by_itself() if id_ in nodes else ():
        if target is None:
            continue
        if target == id_ or target in way:
            yield id_, target
        elif target not in done:
            yield from _from(target, nodes, done, (*way, id_))
