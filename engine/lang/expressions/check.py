"""From gated syntax to the typed tree: names, operators, types. Every fault is found in one pass."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from engine.lang.expressions import agreement
from engine.lang.expressions.check_calls import Calls
from engine.lang.expressions.faults import Fault, Faults, nearest
from engine.lang.expressions.gate import Source
from engine.lang.expressions.tree import Bound, Call, Literal, Name, Node
from engine.lang.expressions.types import (
    BOOLEAN,
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    AliasType,
    ChoiceType,
    ListType,
    LiveType,
    RecordType,
    Scope,
    Type,
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
Path = tuple[str, ...]
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
        if not any(agreement.fits(node, type_) for type_ in types):
            self.report([syntax], agreement.misfit(node, *types))
        return node

    def report(self, syntaxes: Sequence[ast.expr], found: agreement.Disagreement | Type | None) -> Type:
        """Turns what does not go together into a fault where it stands; a type is handed through."""
        if isinstance(found, agreement.Disagreement):
            self.fault(syntaxes[found.at], found.code, found.sentence, found.suggestion)
            return UNKNOWN
        return UNKNOWN if found is None else found

    def _literal(self, syntax: ast.Constant) -> Node:
        value = syntax.value
        if value is None or isinstance(value, bool):
            spelling = "null" if value is None else str(value).lower()
            return self.fault(syntax, "syntax", f"'{value}' is not in the language", f"write {spelling}")
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
        path, type_ = self._meant(at, (), at.id, type_, self.frames[-1 - level].find)
        for name, spot in reversed(steps):
            if type_ == UNKNOWN:
                return FAULTY
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
            path, type_ = self._meant(spot, path, name, fields[name], fields.get)
        bound = at.id == "me" and level == len(self.frames) - 1
        if self.frames[0].grouped and not self.in_group and not bound:
            return self.fault(
                syntax,
                "not-grouped",
                f"'{'.'.join(path)}' stands outside an aggregate",
                f"sum({path[0]}), count({path[0]} == …)",
            )
        return Bound(path, type_) if bound else Name(path, level, type_)

    def _meant(
        self, at: ast.expr, path: Path, name: str, type_: Type, beside: Callable[[str], Type | None]
    ) -> tuple[Path, Type]:
        """One step further on the path. What is looked up stands for its path; a rolled-up figure for nothing."""
        if isinstance(type_, LiveType):
            sentence = f"'{name}' is worked out whenever it is shown, so no expression can read it"
            self.fault(at, "name-live", sentence, "a rule that keeps it in a field, or a measure of a report")
            return (*path, name), UNKNOWN
        if not isinstance(type_, AliasType):
            return (*path, name), type_
        found = beside(type_.path[0]) or UNKNOWN
        for step in type_.path[1:]:
            found = (
                self.frames[0].fields_of(found.form).get(step, UNKNOWN) if isinstance(found, RecordType) else UNKNOWN
            )
        return (*path, *type_.path), UNKNOWN if isinstance(found, AliasType | LiveType) else found

    def _find(self, name: str) -> tuple[int, Type | None]:
        for level, frame in enumerate(reversed(self.frames)):
            type_ = frame.find(name)
            if type_ is not None:
                return level, type_
        return 0, None

    def _unknown(self, at: ast.Name) -> Node:
        quoted = f"text is written in quotes: '{at.id}'"
        types = [frame.find(name) for frame in self.frames for name in frame.all_names()]
        if any(isinstance(type_, ChoiceType) and at.id in type_.options for type_ in types):
            return self.fault(at, "name-unknown", f"there is no '{at.id}' here", quoted)
        near = nearest(at.id, [*CONSTANTS, *(name for frame in self.frames for name in frame.all_names())])
        suggestion = f"did you mean '{near}'?" if near else quoted
        return self.fault(at, "name-unknown", f"there is no '{at.id}' here", suggestion)

    def _negative(self, operand: ast.expr) -> Node:
        node = self.expect(operand, NUMBER)
        if isinstance(node, Literal) and isinstance(node.value, Decimal):
            return Literal(-node.value if node.value else node.value, NUMBER)
        return Call("neg", (node,), NUMBER)

    def _arithmetic(self, op: str, left: ast.expr, right: ast.expr) -> Node:
        before = len(self.faults)
        nodes = (self.expect(left, NUMBER), self.expect(right, NUMBER))
        if op == "+" and all(each.type == TEXT for each in nodes):
            self.faults[before:] = [replace(self.faults[before], suggestion="concat(a, b) joins texts")]
        return Call(op, nodes, NUMBER)

    def _compare(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            found = self._membership(left, right)
            return Call("not", (found,), BOOLEAN) if isinstance(op, ast.NotIn) else found
        name = COMPARISONS[type(op)]
        nodes = (self.node(left), self.node(right))
        if name in ("==", "!="):
            self.report([left, right], agreement.comparable(*nodes))
        else:
            self.report([left, right], agreement.orderable(nodes))
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
            self.report([left, right], agreement.comparable(value, Literal(None, several.type.element)))
            return Call("in_list", (value, several), BOOLEAN)
        items = [self.node(item) for item in right.elts]
        for item_syntax, item in zip(right.elts, items, strict=True):
            self.report([left, item_syntax], agreement.comparable(value, item))
        return Call("in", (value, *items), BOOLEAN)


def faults_in_order(faults: list[Fault]) -> Faults:
    return Faults(tuple(sorted(faults, key=lambda fault: (fault.offset, fault.length))))
