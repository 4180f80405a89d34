"""What a condition demands of single fields, as far as that can be read off it: `a == 'x' and not b` demands two."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lang.expressions.tree import Call, Literal, Name, Node

Demand = tuple[tuple[str, ...], object]
"""A field by its path, and the one value it must have."""


def demands(node: Node) -> Iterator[Demand]:
    """Every field that must equal one written value wherever the condition holds."""
    match node:
        case Call(op="and", arguments=parts):
            for part in parts:
                yield from demands(part)
        case Call(op="==", arguments=(Name(path=path, level=0), Literal(value=value))):
            yield path, value
        case Call(op="==", arguments=(Literal(value=value), Name(path=path, level=0))):
            yield path, value


def contradicts(node: Node) -> tuple[str, ...] | None:
    """A field of which the condition demands two values, so that it never holds."""
    found: dict[tuple[str, ...], object] = {}
    for path, value in demands(node):
        if found.setdefault(path, value) != value:
            return path
    return None
