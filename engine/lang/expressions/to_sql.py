"""The checked tree as SQLAlchemy Core, equal in meaning to Python on both databases.

Every condition is two-valued, whatever is null. A plain column against a literal keeps the native operator, so that
indexes serve it; computed numbers go through the `sy_` functions installed on both databases and stay exact decimals.
"""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
    type_coerce,
)

from engine.lang.columns import storable
from engine.lang.expressions import sql_comparing as comparing
from engine.lang.expressions.functions import FUNCTIONS, Slot
from engine.lang.expressions.sql_aggregates import of_group, of_rows
from engine.lang.expressions.sql_elements import TYPES, Exact, Ordered, Sql, is_column, null_of, sql_type, value_of
from engine.lang.expressions.sql_place import MISSING, SqlPlace
from engine.lang.expressions.tree import Aggregate, Bound, Call, Literal, Name, Node
from engine.lang.expressions.types import (
    BOOLEAN,
    DATE,
    MOMENT,
    NOTHING,
    NUMBER,
    TEXT,
    ListType,
    RecordType,
    RowsType,
    Type,
    tag,
)

ARITHMETIC = {
    "+": "sy_add",
    "-": "sy_subtract",
    "*": "sy_multiply",
    "/": "sy_divide",
    "%": "sy_remainder",
    "neg": "sy_negate",
}
CERTAIN = {
    "and", "or", "not", "in", "in_list", "==", "!=", "<", "<=", ">", ">=",
    "between", "empty", "contains", "starts_with", "ends_with",
}  # fmt: skip
"""Operators and functions whose answer is never null."""


class Untranslatable(ValueError):
    """The expression has no equal in SQL; `Expression.untranslatable` says why, before anything runs."""


def to_sql(tree: Node, place: SqlPlace) -> Sql:
    """The value of the expression in a query on `place`; computed numbers and texts sort as they do in Python."""
    translation = Translation(place)
    node = translation.resolve(tree)
    element = translation.node(node)
    if isinstance(node, Name):
        return element
    if node.type == NUMBER:
        return Exact(element)
    if node.type == BOOLEAN and not isinstance(element.type, Boolean):
        return type_coerce(element, Boolean())
    return Ordered(element) if node.type == TEXT else element


class Translation:
    """One expression on its way to SQL; `places` are the record and the rows entered so far."""

    def __init__(self, place: SqlPlace) -> None:
        self.places = [place]

    def resolve(self, node: Node) -> Node:
        """Constants of the command become literals, bound like any written value."""
        if node.type == NOTHING:
            return Literal(None, NOTHING)
        if not isinstance(node, Bound | Name) or isinstance(node.type, RowsType):
            return node
        place = self.places[0] if isinstance(node, Bound) else self.places[-1 - node.level]
        value: Any = place.constant(node.path)
        if value is MISSING:
            if isinstance(node, Bound):
                raise LookupError(f"{'.'.join(node.path)} is not known to this query")
            return node
        if isinstance(node.type, RecordType) and not isinstance(value, str):
            value = None if value is None else value["id"]
        return Literal(value, node.type)

    def node(self, node: Node) -> Sql:
        node = self.resolve(node)
        match node:
            case Literal(value=value, type=type_):
                return value_of(value, type_)
            case Name(path=path, level=level):
                return self.places[-1 - level].column(path)
            case Aggregate(rows=None):
                return of_group(self, node)
            case Aggregate(rows=Name() as rows):
                source, tie, inner = self.places[-1 - rows.level].rows(rows.path)
                self.places.append(inner)
                found = of_rows(self, node, source, tie)
                self.places.pop()
                return found
            case Call():
                return self._call(node)
        raise AssertionError(node)

    def condition(self, node: Node) -> ColumnElement[bool]:
        """A boolean that is never null."""
        node = self.resolve(node)
        if isinstance(node, Literal):
            return true() if node.value is True else false()
        element = self.node(node)
        if isinstance(node, Aggregate) or (isinstance(node, Call) and node.op in CERTAIN):
            return element
        return func.coalesce(element, false())

    def _call(self, call: Call) -> Sql:
        op, arguments = call.op, call.arguments
        match op:
            case "==" | "<" | "<=" | ">" | ">=":
                return self._compare(op, *arguments)
            case "!=":
                return not_(self._compare("==", *arguments))
            case "and":
                return and_(*map(self.condition, arguments))
            case "or":
                return or_(*map(self.condition, arguments))
            case "not":
                return not_(self.condition(arguments[0]))
            case "in":
                return self._among(arguments[0], arguments[1:])
            case "in_list":
                return self._in_list(*arguments)
            case "choose":
                return self._choose(call)
            case "empty":
                return self._empty(self.resolve(arguments[0]))
            case "between":
                return self._between(call)
            case "coalesce":
                return func.coalesce(*(self.typed(each, call.type) for each in arguments), type_=sql_type(call.type))
        return self._function(call)

    def _function(self, call: Call) -> Sql:
        op, arguments = call.op, call.arguments
        if op in ARITHMETIC:
            return named(ARITHMETIC[op], NUMBER, *(self.typed(each, NUMBER) for each in arguments))
        function = FUNCTIONS[op]
        if function.sql is None:
            raise Untranslatable(op)
        match op:
            case "concat":
                texts = (func.coalesce(self.typed(each, TEXT), value_of("", TEXT)) for each in arguments)
                return reduce(lambda left, right: left.concat(right), texts)
            case "text" if arguments[0].type != NUMBER:
                return self.typed(arguments[0], TEXT)
            case "round":
                places = arguments[1].value if len(arguments) > 1 and isinstance(arguments[1], Literal) else 0
                return named(function.sql, NUMBER, self.typed(arguments[0], NUMBER), literal_column(str(places)))
            case "min" | "max":
                name = f"{function.sql}_{tag(call.type)}"
                elements = (self.typed(each, call.type) for each in arguments)
                return reduce(lambda left, right: named(name, call.type, left, right), elements)
        shared = shared_type(call) if function.by_type else None
        name = f"{function.sql}_{tag(shared)}" if shared else function.sql
        types = [shared or MOMENT if not is_type(take) else take for take in function.takes]
        return named(name, call.type, *(self.typed(each, type_) for each, type_ in zip(arguments, types, strict=True)))

    def typed(self, node: Node, type_: Any) -> Sql:
        """The node; a null gets a type, for the database to find the function by."""
        node = self.resolve(node)
        return null_of(type_) if isinstance(node, Literal) and node.value is None else self.node(node)

    def _compare(self, op: str, left: Node, right: Node) -> ColumnElement[bool]:
        left, right = self.resolve(left), self.resolve(right)
        if isinstance(left, Literal):
            if isinstance(right, Literal):
                return comparing.of_constants(op, left.value, right.value)
            left, right, op = right, left, comparing.TURNED[op]
        one = comparing.whole(self.node(left))
        if isinstance(right, Literal) and right.value is None:
            return one.is_(None) if op == "==" else false()
        other = comparing.whole(self.node(right))
        if NUMBER in (left.type, right.type) and not (stored(left) and stored(right)):
            return comparing.of_numbers(op, one, other)
        if op != "==" and left.type == TEXT and not is_column(one):
            one = Ordered(one)
        if isinstance(right, Literal):
            return comparing.with_value(op, one, other)
        return comparing.of_elements(op, one, other)

    def _among(self, value: Node, items: tuple[Node, ...]) -> ColumnElement[bool]:
        value = self.resolve(value)
        resolved = [self.resolve(item) for item in items]
        written = all(isinstance(item, Literal) and item.value is not None for item in resolved)
        if written and isinstance(value, Name):
            return comparing.among_values(self.node(value), [self.node(item) for item in resolved])
        if not resolved:
            return false()
        type_ = next((each.type for each in (value, *resolved) if each.type != NOTHING), TEXT)
        name = f"sy_among_{tag(type_) if type_ in TYPES else 'text'}"
        return named(name, BOOLEAN, *(self.typed(each, type_) for each in (value, *resolved)))

    def _in_list(self, value: Node, several: Node) -> ColumnElement[bool]:
        value, several = self.resolve(value), self.resolve(several)
        if isinstance(several, Literal):
            items = several.value if isinstance(several.value, list | tuple | set | frozenset) else ()
            return self._among(value, tuple(Literal(item, TEXT) for item in sorted(items)))
        return named("sy_has", BOOLEAN, self.node(several), self.typed(value, TEXT))

    def _choose(self, call: Call) -> Sql:
        condition, chosen, otherwise = call.arguments
        branches = [self.typed(each, call.type) for each in (chosen, otherwise)]
        holds = self.condition(condition)
        return case((holds, branches[0]), else_=branches[1])

    def _empty(self, node: Node) -> ColumnElement[bool]:
        if isinstance(node, Literal):
            return true() if node.value in (None, "", [], ()) else false()
        if isinstance(node, Name) and isinstance(node.type, RowsType):
            source, tie, _ = self.places[-1 - node.level].rows(node.path)
            return not_(exists(select(literal_column("1")).select_from(source).where(tie).correlate_except(source)))
        element = comparing.whole(self.node(node))
        if isinstance(node.type, ListType):
            return named("sy_empty_list", BOOLEAN, element)
        if sql_type(node.type) is sql_type(TEXT):
            return comparing.text_is_empty(element, value_of("", TEXT))
        return element.is_(None)

    def _between(self, call: Call) -> ColumnElement[bool]:
        value, lower, upper = (self.resolve(each) for each in call.arguments)
        shared = shared_type(call)
        if isinstance(value, Literal) and value.value is None:
            return false()
        if isinstance(value, Name) and isinstance(lower, Literal) and isinstance(upper, Literal):
            column = self.node(value)
            if is_column(column):
                ends = [None if end.value is None else self.node(end) for end in (lower, upper)]
                return comparing.in_range(column, *ends)
        parts = (self.typed(each, shared) for each in (value, lower, upper))
        return named(f"sy_between_{tag(shared)}", BOOLEAN, *parts)


def named(name: str, type_: Type, *arguments: Sql) -> Sql:
    """A call of a database function."""
    element: Sql = getattr(func, name)(*arguments, type_=sql_type(type_))
    return element


def stored(node: Node) -> bool:
    """A number as a table keeps it, or one that a table could keep: compared natively."""
    if isinstance(node, Literal):
        return isinstance(node.value, Decimal) and storable(node.value) == node.value
    return isinstance(node, Name)


def is_type(take: object) -> bool:
    return take in (NUMBER, TEXT, DATE, BOOLEAN)


def shared_type(call: Call) -> Type:
    """The type its open arguments share; any will do where all of them are null."""
    unclear = DATE if Slot.WHEN in FUNCTIONS[call.op].takes else NUMBER
    types = [each.type for each in call.arguments if each.type not in (NOTHING, NUMBER)]
    first = types[0] if types else unclear
    return first if first in (NUMBER, DATE, MOMENT) else TEXT
