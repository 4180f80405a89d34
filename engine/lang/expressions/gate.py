"""The gate: text in, a small harmless piece of Python syntax out. Nothing behind it sees anything else.

Bounded in characters, nodes and depth; calls, attributes and operators outside the list below do not pass.
"""

from __future__ import annotations

import ast
import re

from engine.lang.expressions.faults import Fault, Faults

MAX_CHARACTERS = 2000
MAX_NODES = 300
MAX_DEPTH = 40

ALLOWED: tuple[type[ast.AST], ...] = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub,
    ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Mod,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
    ast.Name, ast.Attribute, ast.Load, ast.Constant, ast.Call, ast.IfExp, ast.List, ast.Tuple,
)  # fmt: skip

REFUSED = {
    ast.Pow: ("** is not in the language", "multiply instead"),
    ast.FloorDiv: ("// is not in the language", "use / and round(x, 0)"),
    ast.Is: ("'is' is not in the language", "use =="),
    ast.IsNot: ("'is not' is not in the language", "use !="),
    ast.UAdd: ("a leading + is not in the language", "leave it out"),
    ast.JoinedStr: ("f-strings are not in the language", "use concat(…)"),
    ast.Subscript: ("[ ] after a name is not in the language", "use left, right or mid for text, aggregates for rows"),
    ast.Lambda: ("lambda is not in the language", None),
    ast.BitAnd: ("& is not in the language", "use and"),
    ast.BitOr: ("| is not in the language", "use or"),
    ast.Invert: ("~ is not in the language", "use not"),
    ast.ListComp: ("comprehensions are not in the language", "use count, sum, any, all, min, max or avg over the rows"),
    ast.GeneratorExp: (
        "comprehensions are not in the language",
        "use count, sum, any, all, min, max or avg over the rows",
    ),
    ast.NamedExpr: ("assignment is not in the language", "use == to compare"),
}

SPELLINGS = (
    (r"&&", "use and"),
    (r"\|\|", "use or"),
    (r"<>", "use !="),
    (r"===", "use =="),
    (r"!(?!=)", "use not"),
    (r"(?<![=!<>])=(?!=)", "use == to compare"),
    (r"\bAND\b", "use and"),
    (r"\bOR\b", "use or"),
    (r"\bNOT\b", "use not"),
    (r"\?", "use choose(condition, a, b)"),
    (r"[“”‘’]", "use straight quotes"),
    (r"[，（）；：！＝＞＜]", "use half-width punctuation"),
)

STRING = re.compile(r"'[^']*'|\"[^\"]*\"")


class Source:
    """The text of one expression as the parser saw it, and where its pieces stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lead = len(text) - len(text.lstrip())
        self.flat = re.sub(r"\s", " ", text.strip())
        self._octets = self.flat.encode("utf-8", "replace")

    def place(self, node: ast.expr) -> tuple[int, int]:
        """Offset and length in characters of the text as written (the parser counts UTF-8 octets)."""
        start = len(self._octets[: node.col_offset].decode("utf-8", "replace"))
        end = len(self._octets[: node.end_col_offset].decode("utf-8", "replace"))
        return self.lead + start, end - start

    def segment(self, node: ast.expr) -> str:
        return self._octets[node.col_offset : node.end_col_offset].decode("utf-8", "replace")


def parse(source: Source) -> ast.expr | Faults:
    """The syntax tree of an expression that passed the gate, or everything that did not."""
    if len(source.text) > MAX_CHARACTERS:
        return _one(0, len(source.text), "too-long", f"an expression has at most {MAX_CHARACTERS} characters")
    if not source.flat:
        return _one(0, len(source.text), "syntax", "the expression is empty")
    if "#" in STRING.sub("", source.flat):
        at = source.lead + source.flat.index("#")
        return _one(at, 1, "syntax", "# is not in the language")
    try:
        root = ast.parse(source.flat, mode="eval").body
    except SyntaxError as error:
        return _misspelt(source, error)
    except (ValueError, RecursionError, MemoryError):
        return _one(0, len(source.text), "syntax", "this is no expression")
    return _pass(source, root)


def _pass(source: Source, root: ast.expr) -> ast.expr | Faults:
    faults: list[Fault] = []
    pending: list[tuple[ast.AST, int, ast.expr]] = [(root, 1, root)]
    count = 0
    while pending:
        node, depth, spot = pending.pop()
        spot = node if isinstance(node, ast.expr) else spot
        count += isinstance(node, ast.expr)
        if count > MAX_NODES or depth > MAX_DEPTH:
            what = f"more than {MAX_NODES} parts" if count > MAX_NODES else f"nested more than {MAX_DEPTH} deep"
            return _one(0, len(source.text), "too-long", f"the expression is too large: {what}")
        if not isinstance(node, ALLOWED):
            sentence, way_out = REFUSED.get(type(node), (f"{type(node).__name__} is not in the language", None))
            faults.append(Fault(*source.place(spot), "not-allowed", sentence, way_out))
            continue
        fault = _closer(node)
        if fault is not None:
            code, sentence, way_out = fault
            faults.append(Fault(*source.place(spot), code, sentence, way_out))
        children = (child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.keyword))
        pending += [(child, depth + isinstance(child, ast.expr), spot) for child in children]
    return Faults(tuple(sorted(faults, key=lambda fault: fault.offset))) if faults else root


def _closer(node: ast.AST) -> tuple[str, str, str | None] | None:
    """What a node of an allowed class may still do wrong: code, sentence, way out."""
    match node:
        case ast.Compare(ops=[_, _, *_]):
            return "not-allowed", "comparisons are not chained", "use between(x, low, high) or and"
        case ast.Call(func=ast.Attribute()):
            return "not-allowed", "values have no methods", "call a function: lower(x), contains(x, y)"
        case ast.Call(func=func) if not isinstance(func, ast.Name):
            return "not-allowed", "only functions of the language are called", None
        case ast.Call(keywords=[_, *_]):
            return "not-allowed", "arguments have no names", "use == to compare"
        case ast.Attribute(attr=name) if name.startswith("_"):
            return "not-allowed", "names do not start with _", None
        case ast.Name(id=name) if name.startswith("_"):
            return "not-allowed", "names do not start with _", None
        case ast.Constant(value=value) if isinstance(value, bytes | complex) or value is Ellipsis:
            return "not-allowed", "only numbers, text, true, false and null are written out", None
    return None


def _misspelt(source: Source, error: SyntaxError) -> Faults:
    """A syntax error, said in the words of this language where the slip is a known one."""
    bare = STRING.sub(lambda match: " " * len(match.group()), source.flat)
    for pattern, way_out in SPELLINGS:
        found = re.search(pattern, bare)
        if found:
            return _one(
                source.lead + found.start(),
                len(found.group()),
                "syntax",
                f"'{found.group()}' is not in the language",
                way_out,
            )
    at = min(max((error.offset or 1) - 1, 0), max(len(source.flat) - 1, 0))
    return _one(source.lead + at, 1, "syntax", "the expression breaks off or goes wrong here")


def _one(offset: int, length: int, code: str, sentence: str, suggestion: str | None = None) -> Faults:
    return Faults((Fault(offset, length, code, sentence, suggestion),))
