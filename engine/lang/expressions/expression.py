"""A checked expression and its meanings: a value in Python, SQL, JSON for the page, and what it reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from engine.lang.expressions import agreement
from engine.lang.expressions.check import Checker, faults_in_order
from engine.lang.expressions.faults import Faults
from engine.lang.expressions.functions import FUNCTIONS
from engine.lang.expressions.gate import Source, parse
from engine.lang.expressions.sql_place import SqlPlace
from engine.lang.expressions.to_json import JsonTree, to_json
from engine.lang.expressions.to_python import Compiled, to_python
from engine.lang.expressions.to_sql import to_sql
from engine.lang.expressions.tree import Bound, Call, Literal, Node, paths, walk
from engine.lang.expressions.types import BOOLEAN, Scope, Type

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


@dataclass(frozen=True)
class Expression:
    """Typed and checked; evaluating it never raises on values of the types it was checked for."""

    text: str
    tree: Node = field(hash=False, repr=False)

    @property
    def type(self) -> Type:
        return self.tree.type

    @cached_property
    def paths(self) -> frozenset[tuple[str, ...]]:
        """The fields it reads, rows' columns behind their table: `("readings", "verdict")`; `me…` included."""
        return frozenset(path for path in paths(self.tree) if path not in (("today",), ("now",)))

    @cached_property
    def untranslatable(self) -> str | None:
        """Why it cannot run in the database, in one sentence; None when it can."""
        for node in walk(self.tree):
            if isinstance(node, Call) and node.op in FUNCTIONS and FUNCTIONS[node.op].sql is None:
                return f"{node.op} differs between databases and stands only in values and conditions of one record"
        return None

    @property
    def constant(self) -> bool:
        """Reads nothing, so it always gives the same."""
        return all(isinstance(node, Literal | Call) and not isinstance(node, Bound) for node in walk(self.tree))

    @cached_property
    def _python(self) -> Compiled:
        return to_python(self.tree)

    def evaluate(self, values: Mapping[str, Any]) -> Any:
        """The value for one record. `values` holds its fields, `me`, `today`, `now`; it may be lazy."""
        return self._python(values, ())

    def to_sql(self, place: SqlPlace) -> ColumnElement[Any]:
        """The value in a query; a condition is true or false there, never null. Raises where `untranslatable`."""
        return to_sql(self.tree, place)

    def to_json(self) -> JsonTree:
        """The tree the page evaluates."""
        return to_json(self.tree)

    def over(self, rows: Iterable[Mapping[str, Any]], values: Mapping[str, Any] | None = None) -> Any:
        """The value of a grouped expression (a measure) over the rows of one group."""
        return self._python(values or {}, list(rows))

    def holds(self, values: Mapping[str, Any]) -> bool:
        """A condition's answer; null is false."""
        return self.evaluate(values) is True


def check(text: str, scope: Scope, expects: Type | None = None) -> Expression | Faults:
    """The expression, typed against `scope`, or every fault in it with its place in the text."""
    source = Source(text)
    syntax = parse(source)
    if isinstance(syntax, Faults):
        return syntax
    checker = Checker(source, scope)
    tree = checker.node(syntax)
    if expects is not None and not checker.faults and not agreement.fits(tree, expects):
        checker.report([syntax], agreement.misfit(tree, expects))
    return faults_in_order(checker.faults) if checker.faults else Expression(text, tree)


TRUE = Expression("true", Literal(True, BOOLEAN))
FALSE = Expression("false", Literal(False, BOOLEAN))
