"""In which order values are computed: each after what it reads. Whoever reads itself in a circle is found here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from engine.forms.field import Field
from engine.lang.checker import Checker
from engine.lang.expressions import Expression
from engine.lang.problems import Path

Node = tuple[str, ...]
"""A field or a column of a table: `("verdict",)`, `("readings", "verdict")`; `("readings",)`: which rows there are."""

FEEDING = (("value",), ("default",), ("visible",), ("from",))
"""The expressions of a field that decide what its value is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to compute, and what it reads of the same record."""

    node: Node
    reads: frozenset[Node]


def order_of(fields: tuple[Field, ...], checker: Checker) -> tuple[Step, ...]:
    """Every field and column once, in an order that computes each after what it reads."""
    tables = {field.id: frozenset(column.id for column in field.row_fields) for field in fields}
    reads = dict(_graph(fields, tables))
    try:
        return tuple(Step(node, reads[node]) for node in TopologicalSorter(reads).static_order())
    except CycleError as error:
        circle = tuple(reversed(error.args[1]))
        for path in _paths(circle[0], fields):
            names = " → ".join(".".join(node) for node in circle)
            sentence = f"this is computed from itself: {names}"
            checker.flaw(path, "value-circle", sentence, "let one of them be entered instead of computed")
        return ()


def _graph(fields: Iterable[Field], tables: Mapping[str, frozenset[str]]) -> Iterator[tuple[Node, frozenset[Node]]]:
    for field in fields:
        parts = frozenset((part,) for part in field.parts)
        yield (field.id,), _read(field, tables) | parts
        for column in field.row_fields:
            own = frozenset({(field.id,)})
            yield (field.id, column.id), _read(column, tables, field.id) | own


def _read(field: Field, tables: Mapping[str, frozenset[str]], table: str | None = None) -> frozenset[Node]:
    expressions = (field.expressions[key] for key in FEEDING if key in field.expressions)
    nodes = (node for each in expressions for node in _nodes(each, tables, table))
    return frozenset(nodes)


def _nodes(expression: Expression, tables: Mapping[str, frozenset[str]], table: str | None) -> Iterator[Node]:
    """What an expression reads of its own record; in a row a name is the row's column first."""
    for path in expression.paths:
        names = path[1:] if path[0] == "this" else path
        if table is not None and path[0] in tables[table]:
            yield (table, path[0])
        elif names and names[0] in tables:
            yield (names[0],)
            if len(names) > 1 and names[1] in tables[names[0]]:
                yield (names[0], names[1])


def _paths(node: Node, fields: Iterable[Field]) -> Iterator[Path]:
    """Where the definition says what closes the circle."""
    found = {field.id: field for field in fields}[node[0]]
    path: Path = ("fields", node[0])
    if len(node) > 1:
        found = {column.id: column for column in found.row_fields}[node[1]]
        path = (*path, "fields", node[1])
    feeding = [key for key in FEEDING if key in found.expressions]
    yield (*path, *feeding[0]) if feeding else path
