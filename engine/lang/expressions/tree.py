"""The checked expression: a small typed tree, the one meaning that Python, SQL and the page share.

Operators and functions are both `Call`: `Call("+", …)`, `Call("choose", …)`; their meaning stands in one table
(functions.py) and in the page's twin of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from engine.lang.expressions.types import Type


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out. Numbers are Decimal, dates date, moments aware datetime."""

    value: object
    type: Type


@dataclass(frozen=True, slots=True)
class Name:
    """A field, perhaps through links (`lot.supplier.name`). `level` says how many aggregates out it is found."""

    path: tuple[str, ...]
    level: int
    type: Type


@dataclass(frozen=True, slots=True)
class Bound:
    """A value fixed once per command: `me…`, `today`, `now`."""

    path: tuple[str, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function over its arguments."""

    op: str
    arguments: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`count sum any all min max avg` over the rows of a sub-table, or (`rows` None) over the rows of the group."""

    op: str
    rows: Name | None
    body: Node | None
    type: Type


Node: TypeAlias = Literal | Name | Bound | Call | Aggregate


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Call(arguments=arguments):
            return arguments
        case Aggregate(rows=rows, body=body):
            return tuple(child for child in (rows, body) if child is not None)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Every node, outermost first."""
    yield node
    for child in children(node):
        yield from walk(child)


def paths(node: Node, rows: tuple[tuple[str, ...], ...] = ()) -> frozenset[tuple[str, ...]]:
    """What the expression reads, as seen from its own record: columns of a sub-table are `("readings", "verdict")`."""
    match node:
        case Name(path=path, level=level):
            prefix = rows[len(rows) - 1 - level] if level < len(rows) else ()
            return frozenset({prefix + path})
        case Bound(path=path):
            return frozenset({path})
        case Aggregate(rows=Name() as source, body=body):
            (own,) = paths(source, rows)
            inside = paths(body, (*rows, own)) if body is not None else frozenset()
            return frozenset({own}) | inside
    return frozenset().union(*(paths(child, rows) for child in children(node)))


def texts(node: Node) -> frozenset[str] | None:
    """The texts this node can give, where all of them are written out: `choose(c, 'pass', 'fail')`; else None."""
    match node:
        case Literal(value=None):
            return frozenset()
        case Literal(value=str() as text):
            return frozenset({text})
        case Call(op="choose", arguments=(_, *results)) | Call(op="coalesce", arguments=results):
            found = [texts(result) for result in results]
            known = [each for each in found if each is not None]
            return frozenset().union(*known) if len(known) == len(found) else None
    return None
