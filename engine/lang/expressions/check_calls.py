"""Calls: functions of the table, aggregates over rows or over the group, values spelt as text, bound values."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.lang.expressions import agreement
from engine.lang.expressions.dates import date_written, moment_written
from engine.lang.expressions.faults import nearest
from engine.lang.expressions.functions import AGGREGATES, BOUND, FUNCTIONS, SIGNATURES, WRITTEN, Function, Slot, Takes
from engine.lang.expressions.tree import Aggregate, Bound, Call, Literal, Name, Node
from engine.lang.expressions.types import (
    BOOLEAN,
    DATE,
    DEPARTMENT,
    MOMENT,
    NOTHING,
    NUMBER,
    PERSON,
    TEXT,
    UNKNOWN,
    ListType,
    RecordType,
    RowsType,
    Scope,
    Type,
    words,
)

if TYPE_CHECKING:
    from engine.lang.expressions.check import Checker

PEOPLE, DEPARTMENTS = RecordType(PERSON), RecordType(DEPARTMENT)
READERS = {"date": date_written, "moment": moment_written}


class Calls:
    """The part of a check that knows functions."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker

    def call(self, syntax: ast.Call, name: str, arguments: list[ast.expr]) -> Node:
        if name not in SIGNATURES:
            near = nearest(name, SIGNATURES)
            return self.checker.fault(
                syntax.func,
                "function-unknown",
                f"there is no function '{name}'",
                near and f"did you mean {SIGNATURES[near]}?",
            )
        if name in BOUND:
            return self._bound(syntax, name, arguments)
        if name in WRITTEN:
            return self._written(syntax, name, arguments)
        if name == "has_role":
            return self._has_role(syntax, arguments)
        if name == "in_department":
            return self._in_department(syntax, arguments)
        if name in AGGREGATES and (name not in FUNCTIONS or len(arguments) < 2 or self._is_rows(arguments[0])):
            return self._aggregate(syntax, name, arguments)
        return self._function(syntax, FUNCTIONS[name], arguments)

    def choose(self, syntax: ast.expr, arguments: list[ast.expr]) -> Node:
        return self._function(syntax, FUNCTIONS["choose"], arguments)

    def _function(self, syntax: ast.expr, function: Function, arguments: list[ast.expr]) -> Node:
        most = None if function.more else len(function.takes)
        if len(arguments) < function.required or (most is not None and len(arguments) > most):
            return self._arguments_wrong(syntax, function.name)
        takes = [function.takes[min(index, len(function.takes) - 1)] for index in range(len(arguments))]
        nodes = [self._argument(argument, take) for argument, take in zip(arguments, takes, strict=True)]
        open_ = [index for index, take in enumerate(takes) if take in (Slot.SAME, Slot.ORDERED, Slot.WHEN)]
        shared = self._shared(takes, [arguments[i] for i in open_], [nodes[i] for i in open_])
        type_ = shared if function.gives is None else function.gives
        if function.name == "between" and shared == NOTHING:
            return Literal(False, BOOLEAN)
        return Call(function.name, tuple(nodes), type_)

    def _argument(self, syntax: ast.expr, take: Takes) -> Node:
        checker = self.checker
        if take is Slot.PLACES:
            node = checker.node(syntax)
            value = node.value if isinstance(node, Literal) else None
            if not isinstance(value, Decimal) or value not in range(11):
                checker.fault(syntax, "arguments-wrong", f"this is {Slot.PLACES.value}")
            return node
        if take is Slot.WHEN:
            return checker.expect(syntax, DATE, MOMENT)
        if take is Slot.WRITABLE:
            return checker.expect(syntax, NUMBER, TEXT)
        if isinstance(take, Slot):
            node = checker.node(syntax)
            if take is Slot.SAME and isinstance(node.type, RowsType | ListType):
                return checker.fault(syntax, "type-wrong", f"{words(node.type)} cannot stand here")
            return node
        return checker.expect(syntax, take)

    def _shared(self, takes: Sequence[Takes], syntaxes: list[ast.expr], nodes: list[Node]) -> Type:
        if Slot.ORDERED in takes:
            return self.checker.report(syntaxes, agreement.orderable(nodes))
        return self.checker.report(syntaxes, agreement.shared(nodes))

    def _is_rows(self, syntax: ast.expr) -> bool:
        """Whether the first argument of `min` or `max` is a sub-table, which only a name can be; looked at quietly."""
        if not isinstance(syntax, ast.Name | ast.Attribute):
            return False
        before = len(self.checker.faults)
        node = self.checker.node(syntax)
        del self.checker.faults[before:]
        return isinstance(node.type, RowsType)

    def _aggregate(self, syntax: ast.Call, name: str, arguments: list[ast.expr]) -> Node:
        checker, aggregate = self.checker, AGGREGATES[name]
        grouped = checker.frames[0].grouped and not checker.in_group
        if grouped and not (arguments and self._is_rows_of_group(arguments[0])):
            return self._group(syntax, name, arguments)
        if not arguments or len(arguments) > 2 or (len(arguments) == 1 and not aggregate.bare):
            return self._arguments_wrong(syntax, name)
        rows = checker.node(arguments[0])
        if not isinstance(rows, Name) or not isinstance(rows.type, RowsType):
            if rows.type != UNKNOWN:
                checker.fault(
                    arguments[0],
                    "type-wrong",
                    f"{name} needs the rows of a sub-table; this is {words(rows.type)}",
                    aggregate.signature,
                )
            return Literal(None, UNKNOWN)
        if len(arguments) == 1:
            return Aggregate(name, rows, None, NUMBER)
        checker.frames.append(Scope(rows.type.fields))
        body = self._body(name, arguments[1])
        checker.frames.pop()
        return Aggregate(name, rows, body, aggregate.gives or body.type)

    def _is_rows_of_group(self, syntax: ast.expr) -> bool:
        self.checker.in_group = True
        found = self._is_rows(syntax)
        self.checker.in_group = False
        return found

    def _group(self, syntax: ast.Call, name: str, arguments: list[ast.expr]) -> Node:
        aggregate = AGGREGATES[name]
        if len(arguments) > 1 or (not arguments and not aggregate.bare):
            return self._arguments_wrong(syntax, name)
        if not arguments:
            return Aggregate(name, None, None, NUMBER)
        self.checker.in_group = True
        body = self._body(name, arguments[0])
        self.checker.in_group = False
        return Aggregate(name, None, body, aggregate.gives or body.type)

    def _body(self, name: str, syntax: ast.expr) -> Node:
        aggregate = AGGREGATES[name]
        if isinstance(aggregate.body, Slot):
            node = self.checker.node(syntax)
            self.checker.report([syntax], agreement.orderable([node]))
            return node
        return self.checker.expect(syntax, aggregate.body)

    def _written(self, syntax: ast.Call, name: str, arguments: list[ast.expr]) -> Node:
        spelling, type_ = WRITTEN[name]
        match arguments:
            case [ast.Constant(value=str() as text)]:
                value = READERS[name](text)
                if value is not None:
                    return Literal(value, type_)
                return self.checker.fault(
                    arguments[0], "literal-wrong", f"'{text}' is no {name}", f"write it like {spelling}"
                )
        return self._arguments_wrong(syntax, name)

    def _bound(self, syntax: ast.Call, name: str, arguments: list[ast.expr]) -> Node:
        return self._arguments_wrong(syntax, name) if arguments else Bound((name,), BOUND[name])

    def _has_role(self, syntax: ast.Call, arguments: list[ast.expr]) -> Node:
        match arguments:
            case [ast.Constant(value=str() as role)]:
                return Call("in_list", (Literal(role, TEXT), Bound(("me", "roles"), ListType(TEXT))), BOOLEAN)
        return self._arguments_wrong(syntax, "has_role")

    def _in_department(self, syntax: ast.Call, arguments: list[ast.expr]) -> Node:
        """Whether a department (or a person's) is another one or anywhere under it: a code among those it is within."""
        if len(arguments) != 2:
            return self._arguments_wrong(syntax, "in_department")
        inner = self._department(arguments[0], self.checker.expect(arguments[0], DEPARTMENTS, PEOPLE))
        match arguments[1]:
            case ast.Constant(value=str() as code):
                outer: Node = Literal(code, TEXT)
            case ast.Name(id="null"):
                outer = Literal(None, NOTHING)
            case written:
                outer = attribute(
                    self._department(written, self.checker.expect(written, DEPARTMENTS, PEOPLE)), "code", TEXT
                )
        return Call("in_list", (outer, attribute(inner, "within", ListType(TEXT))), BOOLEAN)

    def _department(self, syntax: ast.expr, node: Node) -> Node:
        """The department a name leads to; a person's own."""
        if node.type == PEOPLE:
            node = attribute(node, "department", DEPARTMENTS)
        if node.type in (DEPARTMENTS, PEOPLE) and not isinstance(node, Name | Bound):
            self.checker.fault(syntax, "type-wrong", "a department is named here", SIGNATURES["in_department"])
            return Literal(None, UNKNOWN)
        return node

    def _arguments_wrong(self, syntax: ast.expr, name: str) -> Node:
        return self.checker.fault(syntax, "arguments-wrong", f"{name} is called like {SIGNATURES[name]}")


def attribute(node: Node, name: str, type_: Type) -> Node:
    """A name one step further on."""
    if isinstance(node, Name):
        return Name((*node.path, name), node.level, type_)
    return Bound((*node.path, name), type_) if isinstance(node, Bound) else node
