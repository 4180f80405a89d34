"""From gated syntax to the typed tree: names, operators, types. Every fault is found in one pass."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from decimal import Decimal

from engine.lang.expressions.check_calls import Calls
from engine.lang.expressions.faults import Fault, Faults, nearest
from engine.lang.expressions.gate import Source
from engine.lang.expressions.tree import Bound, Call, Literal, Name, Node, texts
from engine.lang.expressions.types import (
    BOOLEAN,
    NOTHING,
    NUMBER,
    ORDERED,
    TEXT,
    UNKNOWN,
    ChoiceType,
    ListType,
    RecordType,
    RowsType,
    Scope,
    Type,
    common,
    words,
)

CONSTANTS: dict[str, Literal] = {
    "null": Literal(None, NOTHING),
    "true": Literal(True, BOOLEAN),
    "false": Literal(False, BOOLEAN),
}
ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Mod: "%"}
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
NUMBER_TEXT = re.compile(r"[0-9]+(\.[0-9]+)?")
FAULTY = Literal(None, UNKNOWN)


class Checker:
    """One check of one expression: collects faults and builds the tree."""

    def __init__(self, source: Source, scope: Scope) -> None:
        self.source = source
        self.frames = [scope]
        self.in_group = False
        self.faults: list[Fault] = []
        self.calls = Calls(self)

    def fault(self, at: ast.expr, code: str, sentence: str, suggestion: str | None = None) -> Literal:
        offset, length = self.source.place(at)
        if isinstance(at, ast.Attribute):
            offset, length = offset + length - len(at.attr), len(at.attr)
        self.faults.append(Fault(offset, length, code, sentence, suggestion))
        return FAULTY

    def node(self, syntax: ast.expr) -> Node:
        match syntax:
            case ast.Constant():
                return self._literal(syntax)
            case ast.Name(id=name) if name in CONSTANTS:
                return CONSTANTS[name]
            case ast.Name() | ast.Attribute():
                return self._name(syntax)
            case ast.BoolOp(op=op, values=values):
                return Call("and" if isinstance(op, ast.And) else "or", tuple(map(self.condition, values)), BOOLEAN)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Call("not", (self.condition(operand),), BOOLEAN)
            case ast.UnaryOp(operand=operand):
                return self._negative(operand)
            case ast.BinOp(left=left, op=op, right=right):
                return self._arithmetic(ARITHMETIC[type(op)], left, right)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return self._compare(op, left, right)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.calls.choose(syntax, [test, body, orelse])
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self.calls.call(syntax, name, arguments)
        return self.fault(syntax, "type-wrong", "a list stands only after 'in'", "x in ('a', 'b')")

    def condition(self, syntax: ast.expr) -> Node:
        return self.expect(syntax, BOOLEAN)

    def expect(self, syntax: ast.expr, *types: Type) -> Node:
        """The node, which must be of one of these types."""
        node = self.node(syntax)
        if not any(self.fits(node, type_) for type_ in types):
            wanted = " or ".join(map(words, types))
            self.fault(
                syntax, "type-wrong", f"this is {words(node.type)}; {wanted} is needed", way_out(node.type, types[0])
            )
        return node

    def fits(self, node: Node, wanted: Type) -> bool:
        """Whether a value of this node may stand where `wanted` is needed."""
        given = node.type
        if given in (NOTHING, UNKNOWN, wanted) or wanted == UNKNOWN:
            return True
        match wanted:
            case ChoiceType(options):
                known = frozenset(given.options) if isinstance(given, ChoiceType) else texts(node)
                return known is not None and known <= set(options)
            case RecordType():
                return is_id(node)
            case ListType(element):
                return isinstance(given, ListType) and common(given.element, element) is not None
            case RowsType():
                return isinstance(given, RowsType)
        return wanted == TEXT and isinstance(given, ChoiceType)

    def shared(self, syntaxes: Sequence[ast.expr], nodes: Sequence[Node]) -> Type:
        """The one type of several values; a fault at the first that does not go with those before it."""
        type_: Type = NOTHING
        for node in nodes:
            if isinstance(node.type, ChoiceType) and all(self.fits(each, node.type) for each in nodes):
                return node.type
        for syntax, node in zip(syntaxes, nodes, strict=True):
            both = common(type_, node.type)
            if both is None:
                self.fault(
                    syntax,
                    "type-wrong",
                    f"this is {words(node.type)}, but {words(type_)} stands before it",
                    way_out(node.type, type_),
                )
                return UNKNOWN
            type_ = both
        return type_

    def _literal(self, syntax: ast.Constant) -> Node:
        value = syntax.value
        if value is None or isinstance(value, bool):
            return self.fault(
                syntax, "syntax", f"'{value}' is not in the language", {None: "null", True: "true"}.get(value, "false")
            )
        if isinstance(value, str):
            if any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in value):
                return self.fault(syntax, "literal-wrong", "text holds no control characters")
            return Literal(value, TEXT)
        written = self.source.segment(syntax)
        if not NUMBER_TEXT.fullmatch(written):
            return self.fault(
                syntax, "literal-wrong", f"'{written}' is no number of the language", "write digits, like 1500 or 0.25"
            )
        number = Decimal(written)
        if len(number.normalize().as_tuple().digits) > 15 or len(written.partition(".")[2]) > 10 or number >= 10**15:
            return self.fault(syntax, "literal-wrong", "a number has at most 15 digits, 10 of them after the point")
        return Literal(number, NUMBER)

    def _name(self, syntax: ast.Name | ast.Attribute) -> Node:
        steps: list[tuple[str, ast.expr]] = []
        at: ast.expr = syntax
        while isinstance(at, ast.Attribute):
            steps.append((at.attr, at))
            at = at.value
        if not isinstance(at, ast.Name):
            return self.fault(at, "not-allowed", "fields are asked of names only")
        level, type_ = self._find(at.id)
        if type_ is None:
            return self._unknown(at)
        path = [at.id]
        for name, spot in reversed(steps):
            if type_ == UNKNOWN:
                return Name((*path, name), level, UNKNOWN)
            if not isinstance(type_, RecordType):
                return self.fault(
                    spot, "name-unknown", f"'{'.'.join(path)}' is {words(type_)} and has no field '{name}'"
                )
            fields = self.frames[0].fields_of(type_.form)
            if name not in fields:
                near = nearest(name, fields)
                return self.fault(
                    spot, "name-unknown", f"{words(type_)} has no field '{name}'", near and f"did you mean '{near}'?"
                )
            path.append(name)
            type_ = fields[name]
        bound = at.id == "me" and level == len(self.frames) - 1
        if self.frames[0].grouped and not self.in_group and not bound:
            return self.fault(
                syntax,
                "not-grouped",
                f"'{'.'.join(path)}' stands outside an aggregate",
                f"sum({path[0]}), count({path[0]} == …)",
            )
        return Bound(tuple(path), type_) if bound else Name(tuple(path), level, type_)

    def _find(self, name: str) -> tuple[int, Type | None]:
        for level, frame in enumerate(reversed(self.frames)):
            type_ = frame.find(name)
            if type_ is not None:
                return level, type_
        return 0, None

    def _unknown(self, at: ast.Name) -> Node:
        near = nearest(at.id, [*CONSTANTS, *(name for frame in self.frames for name in frame.all_names())])
        return self.fault(
            at,
            "name-unknown",
            f"there is no '{at.id}' here",
            f"did you mean '{near}'?" if near else f"text is written in quotes: '{at.id}'",
        )

    def _negative(self, operand: ast.expr) -> Node:
        node = self.expect(operand, NUMBER)
        if isinstance(node, Literal) and isinstance(node.value, Decimal):
            return Literal(-node.value if node.value else node.value, NUMBER)
        return Call("neg", (node,), NUMBER)

    def _arithmetic(self, op: str, left: ast.expr, right: ast.expr) -> Node:
        return Call(op, (self.expect(left, NUMBER), self.expect(right, NUMBER)), NUMBER)

    def _compare(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            found = self._membership(left, right)
            return Call("not", (found,), BOOLEAN) if isinstance(op, ast.NotIn) else found
        name = COMPARISONS[type(op)]
        nodes = (self.node(left), self.node(right))
        if name in ("==", "!="):
            self.comparable([left, right], nodes)
        else:
            self.orderable([left, right], nodes)
        return Call(name, nodes, BOOLEAN)

    def _membership(self, left: ast.expr, right: ast.expr) -> Node:
        value = self.node(left)
        if not isinstance(right, ast.Tuple | ast.List):
            several = self.node(right)
            if not isinstance(several.type, ListType):
                if several.type != UNKNOWN:
                    self.fault(
                        right,
                        "type-wrong",
                        f"'in' needs a list; this is {words(several.type)}",
                        "x in ('a', 'b'), contains(text, part)",
                    )
                return FAULTY
            self.comparable([left, right], (value, Literal(None, several.type.element)))
            return Call("in_list", (value, several), BOOLEAN)
        items = [self.node(item) for item in right.elts]
        for item_syntax, item in zip(right.elts, items, strict=True):
            self.comparable([left, item_syntax], (value, item))
        return Call("in", (value, *items), BOOLEAN)

    def comparable(self, syntaxes: Sequence[ast.expr], nodes: tuple[Node, Node]) -> None:
        """`==` between the two makes sense: one type, and no text a choice can never have."""
        left, right = nodes
        for syntax, node in zip(syntaxes, nodes, strict=True):
            if isinstance(node.type, RowsType | ListType):
                self.fault(
                    syntax,
                    "type-wrong",
                    f"{words(node.type)} cannot be compared",
                    "use empty(x), count(rows, …) or 'in'",
                )
                return
        if isinstance(left.type, RecordType) != isinstance(right.type, RecordType) and (is_id(left) or is_id(right)):
            return
        if common(left.type, right.type) is None:
            sentence = f"{words(left.type)} and {words(right.type)} cannot be compared"
            self.fault(
                syntaxes[1], "type-wrong", sentence, way_out(right.type, left.type) or way_out(left.type, right.type)
            )
            return
        self._options(syntaxes[1], left, right)
        self._options(syntaxes[0], right, left)

    def _options(self, syntax: ast.expr, choice: Node, other: Node) -> None:
        """Literals compared with a choice are among its options."""
        if not isinstance(choice.type, ChoiceType):
            return
        options = choice.type.options
        known = set(other.type.options) if isinstance(other.type, ChoiceType) else texts(other)
        if known is None or (known & set(options) if isinstance(other.type, ChoiceType) else known <= set(options)):
            return
        wrong = sorted(known - set(options))[0]
        near = nearest(wrong, options)
        suggestion = f"did you mean '{near}'?" if near else "the options are " + ", ".join(options)
        self.fault(syntax, "option-unknown", f"'{wrong}' is none of the options", suggestion)

    def orderable(self, syntaxes: Sequence[ast.expr], nodes: Sequence[Node]) -> Type:
        """All of one type that has an order."""
        for syntax, node in zip(syntaxes, nodes, strict=True):
            if node.type not in (*ORDERED, NOTHING, UNKNOWN):
                self.fault(syntax, "type-wrong", f"{words(node.type)} has no order")
                return UNKNOWN
        return self.shared(syntaxes, nodes)


def options_are(choice: ChoiceType) -> str:
    return "the options are " + ", ".join(choice.options)


def is_id(node: Node) -> bool:
    """Whether a text is a record's id: `x.id`, or a bound one such as `me.organisation`."""
    return node.type == TEXT and (isinstance(node, Bound) or (isinstance(node, Name) and node.path[-1] == "id"))


def way_out(given: Type, wanted: Type) -> str | None:
    """How to get from one type to another, where the language has a function for it."""
    ways = {
        ("text", "number"): "number(text)",
        ("number", "text"): "text(number)",
        ("text", "date"): "date('2026-01-05')",
        ("text", "moment"): "moment('2026-01-05T08:00:00Z')",
        ("date", "number"): "days(start, end) counts days, add_days(x, n) adds them",
        ("moment", "number"): "days(start, end) counts days, add_days(x, n) adds them",
    }
    if isinstance(given, RecordType) and not isinstance(wanted, RecordType):
        return "ask one of its fields with a dot"
    return ways.get((getattr(given, "name", ""), getattr(wanted, "name", "")))


def faults_in_order(faults: list[Fault]) -> Faults:
    return Faults(tuple(sorted(faults, key=lambda fault: (fault.offset, fault.length))))
