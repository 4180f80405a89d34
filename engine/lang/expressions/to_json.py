"""The checked tree as plain JSON arrays, which the page evaluates without `eval`.

["lit", "number", "0.1"]                         literals carry their type; numbers are decimal strings
["name", "lot", "quantity", {"is": "number"}]    "out": how many aggregates out the name is found, where not 0
["bound", "me", "organisation", {"is": "text"}]  a value of the command: me, today, now
["rows", "sum", rows or null, body or null]      aggregates
["+", a, b]                                      operators and functions by name
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from engine.lang.columns import moment_text, number_text
from engine.lang.expressions.tree import Aggregate, Bound, Call, Literal, Name, Node
from engine.lang.expressions.types import Type, tag

JsonTree: TypeAlias = bool | int | str | dict[str, "JsonTree"] | list["JsonTree"] | None


def to_json(node: Node) -> JsonTree:
    match node:
        case Literal(value=value, type=type_):
            return ["lit", tag(type_), _wire(value)]
        case Name(path=path, level=level, type=type_):
            return ["name", *path, _traits(type_, level)]
        case Bound(path=path, type=type_):
            return ["bound", *path, _traits(type_, 0)]
        case Aggregate(op=op, rows=rows, body=body):
            return ["rows", op, None if rows is None else to_json(rows), None if body is None else to_json(body)]
        case Call(op=op, arguments=arguments):
            return [op, *map(to_json, arguments)]


def _traits(type_: Type, level: int) -> JsonTree:
    return {"is": tag(type_), "out": level} if level else {"is": tag(type_)}


def _wire(value: object) -> JsonTree:
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return number_text(value)
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no literal of the language")
