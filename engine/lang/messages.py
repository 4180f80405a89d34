"""Texts with holes for expressions: `IQC {number}`, `{lot.code}: {quantity - scrapped} left`. Braces are doubled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from engine.lang.columns import number_text
from engine.lang.expressions import Expression, Fault, Faults, ListType, RowsType, Scope
from engine.lang.expressions import check as check_expression


@dataclass(frozen=True, slots=True)
class Message:
    """A checked text: plain parts and expressions in the order of the text."""

    text: str
    parts: tuple[str | Expression, ...]

    def render(self, values: Mapping[str, object]) -> str:
        """The text for one record."""
        return "".join(part if isinstance(part, str) else spoken(part.evaluate(values)) for part in self.parts)


def check(text: str, scope: Scope) -> Message | Faults:
    """The message, or every fault in it with its place in the text."""
    parts: list[str | Expression] = []
    faults: list[Fault] = []
    for offset, piece, hole in _pieces(text):
        if not hole:
            parts.append(piece)
            continue
        found = _hole(offset, piece, scope)
        if isinstance(found, Expression):
            parts.append(found)
        else:
            faults.extend(found.faults)
    return Faults(tuple(faults)) if faults else Message(text, tuple(parts))


def spoken(value: object) -> str:
    """A value inside a text: nothing for null, a record by its name, a moment to the minute."""
    match value:
        case None:
            return ""
        case Decimal():
            return number_text(value)
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case Mapping():
            return str(value.get("name") or value.get("number") or value.get("id") or "")
        case bool():
            return "✓" if value else "✗"
    return str(value)


def _hole(offset: int, piece: str, scope: Scope) -> Expression | Faults:
    if not piece.endswith("}"):
        return Faults((Fault(offset, 1, "hole-open", "this brace is never closed", "write {{ for a brace"),))
    inside = piece[:-1]
    found = check_expression(inside, scope)
    if isinstance(found, Faults):
        return Faults(tuple(replace(fault, offset=fault.offset + offset + 1) for fault in found.faults))
    if isinstance(found.type, ListType | RowsType):
        return Faults((Fault(offset + 1, len(inside), "type-wrong", "this is a list and cannot stand in a text"),))
    return found


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    """Offset, text and whether it is a hole; a hole comes without its opening brace, closed or not."""
    plain, at = "", 0
    while at < len(text):
        if text[at : at + 2] in ("{{", "}}"):
            plain, at = plain + text[at], at + 2
        elif text[at] == "{":
            end = _end_of_hole(text, at + 1)
            yield at, plain, False
            yield at, text[at + 1 : end], True
            plain, at = "", end
        else:
            plain, at = plain + text[at], at + 1
    if plain:
        yield at, plain, False


def _end_of_hole(text: str, at: int) -> int:
    """Where the hole ends, behind its closing brace; braces inside quotes do not close it."""
    quote = ""
    while at < len(text):
        letter = text[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "}":
            return at + 1
        at += 1
    return at
