"""The reference: what an expression gives, node by node, by a hardened simpleeval. The only place that imports it.

Its operator and function tables are replaced by ours, text never reaches it, and it sees no node the gate did not pass.
An evaluator lives for one evaluation, so threads share only the immutable syntax. Records are computed by `to_python`,
which must give the same; a test holds the two against each other (docs/decisions/0011).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from simpleeval import SimpleEval

from engine.lang.expressions import comparing, numbers
from engine.lang.expressions.aggregates import AGGREGATE
from engine.lang.expressions.functions import FUNCTIONS
from engine.lang.expressions.lower import AggregateCall, FieldName, lower
from engine.lang.expressions.reading import attribute
from engine.lang.expressions.tree import Node

Values = Mapping[str, Any]

OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: numbers.add,
    ast.Sub: numbers.subtract,
    ast.Mult: numbers.multiply,
    ast.Div: numbers.divide,
    ast.Mod: numbers.remainder,
    ast.USub: numbers.negate,
    ast.Not: lambda value: value is not True,
    ast.Eq: comparing.same,
    ast.NotEq: comparing.different,
    ast.Lt: comparing.less,
    ast.LtE: comparing.at_most,
    ast.Gt: comparing.greater,
    ast.GtE: comparing.at_least,
    ast.In: comparing.among,
}

CALLS: dict[str, Callable[..., Any]] = {name: function.python for name, function in FUNCTIONS.items()}


def evaluate(tree: Node, values: Values, group: Iterable[Values] = ()) -> Any:
    """The value of an expression for one record, or (`group`) of a measure over rows."""
    return Evaluator(values, group).eval("", lower(tree))


class Evaluator(SimpleEval):  # type: ignore[misc]
    """One evaluation. Frames are the record and, inside aggregates, the rows entered so far."""

    def __init__(self, values: Values, group: Iterable[Values]) -> None:  # not super: its tables are the ones replaced
        self.frames: list[Values] = [values]
        self.group = group
        self.operators = OPERATORS
        self.functions = CALLS
        self.nodes = {
            ast.Constant: _constant,
            FieldName: self._field,
            AggregateCall: self._aggregate,
            ast.UnaryOp: self._eval_unaryop,
            ast.BinOp: self._eval_binop,
            ast.BoolOp: self._eval_boolop,
            ast.Compare: self._eval_compare,
            ast.Tuple: self._tuple,
            ast.IfExp: self._eval_ifexp,
            ast.Call: self._eval_call,
        }

    def _check_disallowed_items(self, item: object) -> None:
        """Names hold plain values and functions are no values here: no need to scan every row of every record."""

    def _eval_boolop(self, node: ast.BoolOp) -> bool:
        if isinstance(node.op, ast.And):
            return all(self._eval(value) is True for value in node.values)
        return any(self._eval(value) is True for value in node.values)

    def _eval_ifexp(self, node: ast.IfExp) -> Any:
        return self._eval(node.body if self._eval(node.test) is True else node.orelse)

    def _tuple(self, node: ast.Tuple) -> tuple[Any, ...]:
        return tuple(self._eval(each) for each in node.elts)

    def _field(self, node: FieldName) -> Any:
        value: Any = self.frames[0 if node.bound else -1 - node.level]
        for name in node.path:
            if value is None:
                return None
            value = attribute(value, name)
        return Decimal(value) if type(value) is int else value

    def _aggregate(self, node: AggregateCall) -> Any:
        rows: Iterable[Values] = self.group if node.rows is None else (self._eval(node.rows) or ())
        if node.body is None:
            return Decimal(sum(1 for _ in rows))
        found = []
        for row in rows:
            self.frames.append(row)
            found.append(self._eval(node.body))
            self.frames.pop()
        return AGGREGATE[node.op](found)


def _constant(node: ast.Constant) -> Any:
    return node.value
