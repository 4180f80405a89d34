"""The checked tree as the few Python syntax nodes the evaluator knows, names already resolved."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import ClassVar

from engine.lang.expressions.tree import Aggregate, Bound, Call, Literal, Name, Node


class FieldName(ast.expr):
    """A field through links, found `level` frames out; `bound` ones always in the outermost."""

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, path: tuple[str, ...], level: int, bound: bool) -> None:
        super().__init__()
        self.path, self.level, self.bound = path, level, bound


class AggregateCall(ast.expr):
    """An aggregate: its body is evaluated once per row."""

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, op: str, rows: ast.expr | None, body: ast.expr | None) -> None:
        super().__init__()
        self.op, self.rows, self.body = op, rows, body


BINARY: dict[str, Callable[[], ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
    "%": ast.Mod,
}
COMPARE: dict[str, Callable[[], ast.cmpop]] = {
    "==": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "in_list": ast.In,
}


def lower(node: Node) -> ast.expr:
    match node:
        case Literal(value=value):
            return ast.Constant(value=value)  # type: ignore[arg-type]
        case Name(path=path, level=level):
            return FieldName(path, level, bound=False)
        case Bound(path=path):
            return FieldName(path, 0, bound=True)
        case Aggregate(op=op, rows=rows, body=body):
            return AggregateCall(op, None if rows is None else lower(rows), None if body is None else lower(body))
        case Call(op=op, arguments=arguments):
            return _call(op, [lower(argument) for argument in arguments])


def _call(op: str, parts: list[ast.expr]) -> ast.expr:
    if op in BINARY:
        return ast.BinOp(left=parts[0], op=BINARY[op](), right=parts[1])
    if op in COMPARE:
        return ast.Compare(left=parts[0], ops=[COMPARE[op]()], comparators=[parts[1]])
    match op:
        case "in":
            return ast.Compare(left=parts[0], ops=[ast.In()], comparators=[ast.Tuple(elts=parts[1:], ctx=ast.Load())])
        case "and":
            return ast.BoolOp(op=ast.And(), values=parts)
        case "or":
            return ast.BoolOp(op=ast.Or(), values=parts)
        case "not":
            return ast.UnaryOp(op=ast.Not(), operand=parts[0])
        case "neg":
            return ast.UnaryOp(op=ast.USub(), operand=parts[0])
        case "choose":
            return ast.IfExp(test=parts[0], body=parts[1], orelse=parts[2])
    return ast.Call(func=ast.Name(id=op, ctx=ast.Load()), args=parts, keywords=[])
