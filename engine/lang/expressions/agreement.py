"""Which types go together: where a value may stand, what may be compared, the one type of several values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.lang.expressions.faults import nearest
from engine.lang.expressions.tree import Bound, Name, Node, texts
from engine.lang.expressions.types import (
    NOTHING,
    ORDERED,
    TEXT,
    UNKNOWN,
    ChoiceType,
    ListType,
    RecordType,
    RowsType,
    Type,
    common,
    words,
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What does not go together; `at` says which of the values is at fault."""

    at: int
    code: str
    sentence: str
    suggestion: str | None = None


def fits(node: Node, wanted: Type) -> bool:
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


def misfit(node: Node, *wanted: Type) -> Disagreement:
    """Why the node may not stand where these types are needed."""
    first = wanted[0]
    known = texts(node)
    if isinstance(first, ChoiceType) and known is not None:
        return _outside(0, known - set(first.options), first)
    sentence = f"this is {words(node.type)}; {' or '.join(map(words, wanted))} is needed"
    return Disagreement(0, "type-wrong", sentence, way_out(node.type, first))


def shared(nodes: Sequence[Node]) -> Type | Disagreement:
    """The one type of several values."""
    for node in nodes:
        if isinstance(node.type, ChoiceType) and all(fits(each, node.type) for each in nodes):
            return node.type
    type_: Type = NOTHING
    for index, node in enumerate(nodes):
        both = common(type_, node.type)
        if both is None:
            sentence = f"this is {words(node.type)}, but {words(type_)} stands before it"
            return Disagreement(index, "type-wrong", sentence, way_out(node.type, type_))
        type_ = both
    return type_


def orderable(nodes: Sequence[Node]) -> Type | Disagreement:
    """The one type of several values, which must have an order."""
    for index, node in enumerate(nodes):
        if node.type not in (*ORDERED, NOTHING, UNKNOWN):
            return Disagreement(index, "type-wrong", f"{words(node.type)} has no order")
    return shared(nodes)


def comparable(left: Node, right: Node) -> Disagreement | None:
    """`==` between the two makes sense: one type, and no text a choice can never have."""
    for index, node in enumerate((left, right)):
        if isinstance(node.type, RowsType | ListType):
            sentence = f"{words(node.type)} cannot be compared"
            return Disagreement(index, "type-wrong", sentence, "use empty(x), count(rows, …) or 'in'")
    if isinstance(left.type, RecordType) != isinstance(right.type, RecordType) and (is_id(left) or is_id(right)):
        return None
    if common(left.type, right.type) is None:
        sentence = f"{words(left.type)} and {words(right.type)} cannot be compared"
        return Disagreement(1, "type-wrong", sentence, way_out(right.type, left.type) or way_out(left.type, right.type))
    return _option(1, left.type, right) or _option(0, right.type, left)


def _option(at: int, choice: Type, other: Node) -> Disagreement | None:
    """Literals compared with a choice are among its options; two choices have one in common."""
    if not isinstance(choice, ChoiceType):
        return None
    options = set(choice.options)
    if isinstance(other.type, ChoiceType):
        strange = set() if options & set(other.type.options) else set(other.type.options)
    else:
        strange = set(texts(other) or ()) - options
    return _outside(at, frozenset(strange), choice) if strange else None


def _outside(at: int, strange: frozenset[str], choice: ChoiceType) -> Disagreement:
    wrong = min(strange)
    near = nearest(wrong, choice.options)
    suggestion = f"did you mean '{near}'?" if near else "the options are " + ", ".join(choice.options)
    return Disagreement(at, "option-unknown", f"'{wrong}' is none of the options", suggestion)


def is_id(node: Node) -> bool:
    """Whether a text is a record's id: `x.id`, or `me.organisation` where the scope does not say which form it is."""
    if node.type != TEXT or not isinstance(node, Bound | Name):
        return False
    return node.path[-1] == "id" or (isinstance(node, Bound) and node.path[-1] == "organisation")


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
