"""Cells: which values a rule means, in the fewest words. `cr`, `[ma, mi]`, `>= 10`, `10..20`, `not cr`, `empty`, `-`.

They stand in the rows of decision tables and behind `from` and `to` of a change. Text values are taken as they are,
save for `-`, `empty`, `not …` and quotes, which take the words inside literally.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import WithJsonSchema

from engine.lang.checker import Checker
from engine.lang.diagnostics import did_you_mean
from engine.lang.expressions import BOOLEAN, DATE, NUMBER, TEXT, ChoiceType, Type
from engine.lang.expressions.types import UNKNOWN, words
from engine.lang.model import Many
from engine.lang.problems import Path
from engine.rules.terms import Anything, Other, Range, Same, Term, Value

WrittenTerm = str | bool | Decimal
WrittenCell = Annotated[
    WrittenTerm | Many[WrittenTerm],
    WithJsonSchema(
        {
            "type": ["string", "boolean", "number", "array"],
            "items": {"type": ["string", "boolean", "number"]},
            "format": "cell",
        }
    ),
]
"""A cell as it stands in YAML."""

EMPTY = "empty"
ANY = "-"
_COMPARED = re.compile(r"(>=|<=|>|<)\s*(.+)", re.DOTALL)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_READABLE: Mapping[Type, str] = {
    NUMBER: "a number, >= 10, 10..20, a list, not …, empty or -",
    DATE: "a date like 2026-01-31, >= …, a..b, a list, not …, empty or -",
    BOOLEAN: "true, false, empty or -",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A checked cell: it admits what any of its terms admits."""

    text: str
    terms: tuple[Term, ...]

    @classmethod
    def compile(cls, written: WrittenCell, type_: Type, checker: Checker, path: Path) -> Cell:
        """The cell over values of a type; what is wrong is left with the checker, at the entry of a list."""
        if not isinstance(written, tuple):
            return cls(said(written), (_term(written, type_, checker, path),))
        terms = tuple(_term(each, type_, checker, (*path, index)) for index, each in enumerate(written))
        return cls(", ".join(map(said, written)), terms)

    @property
    def any(self) -> bool:
        return any(isinstance(term, Anything) for term in self.terms)

    def holds(self, value: object) -> bool:
        return any(term.holds(value) for term in self.terms)

    def points(self) -> Iterator[Value]:
        for term in self.terms:
            yield from term.points()


ANYTHING = Cell(ANY, (Anything(),))


def said(value: object) -> str:
    """A term as people write it."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _term(written: WrittenTerm, type_: Type, checker: Checker, path: Path) -> Term:
    text = written.strip() if isinstance(written, str) else said(written)
    if text == ANY or type_ == UNKNOWN:
        return Anything()
    if text == EMPTY:
        return Same(None)
    if text.startswith("not ") and isinstance(written, str):
        return Other(_term(text.removeprefix("not ").strip(), type_, checker, path))
    if type_ in (NUMBER, DATE) and (found := _range(text, type_)) is not None:
        return found
    return Same(literal(written, type_, checker, path, allowed=_READABLE.get(type_)))


def literal(written: object, type_: Type, checker: Checker, path: Path, *, allowed: str | None = None) -> Value:
    """A value written out plainly (`cr`, 12.5, `2026-01-31`, true); `allowed` says what else may stand there."""
    text = written.strip() if isinstance(written, str) else said(written)
    if quoted := _QUOTED.fullmatch(text):
        text = quoted[1] if quoted[1] is not None else quoted[2]
    if isinstance(type_, ChoiceType):
        return _option(text, type_.options, checker, path)
    if type_ == TEXT:
        return text
    value = _plain(text, type_)
    if value is None and type_ != UNKNOWN:
        belongs = "true or false" if type_ == BOOLEAN else words(type_)
        belongs = belongs if type_ in _READABLE else "a value that cells can name"
        checker.flaw(path, "type-wrong", f"'{text}' is not {belongs}", allowed or f"write {belongs}")
    return value


def _option(text: str, options: Sequence[str], checker: Checker, path: Path) -> str:
    if text not in options:
        checker.flaw(path, "option-unknown", f"'{text}' is none of the options", did_you_mean(text, options))
    return text


def _range(text: str, type_: Type) -> Range | None:
    """`>= 10` or `10..20`; None where the text is neither."""
    if compared := _COMPARED.fullmatch(text):
        end = _plain(compared[2].strip(), type_)
        if not isinstance(end, Decimal | date):
            return None
        closed = compared[1].endswith("=")
        return Range(end, None, closed) if compared[1][0] == ">" else Range(None, end, with_upper=closed)
    first, dots, last = text.partition("..")
    lower, upper = _plain(first.strip(), type_), _plain(last.strip(), type_)
    if not dots or not isinstance(lower, Decimal | date) or not isinstance(upper, Decimal | date):
        return None
    return Range(lower, upper)


def _plain(text: str, type_: Type) -> Decimal | date | bool | None:
    if type_ == NUMBER:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return None
        return number if number.is_finite() else None
    if type_ == DATE:
        try:
            return date.fromisoformat(text) if len(text) == len("2026-01-31") else None
        except ValueError:
            return None
    return {"true": True, "false": False}.get(text) if type_ == BOOLEAN else None
