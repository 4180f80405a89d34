"""One line of a movement: a lot and a quantity, at the record itself or in each row of one of its tables."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import Field

from engine.lang.expressions import NUMBER, Expression, RecordType, RowsType, Scope
from engine.lang.model import Definition, ExpressionText
from engine.lang.problems import Path, Problem
from engine.lang.records import RecordRef
from engine.trace.lot_checker import LotChecker


class Line(Definition):
    """Which lot and how much. With `rows`, one line for each row of that table."""

    rows: ExpressionText | None = None
    lot: ExpressionText
    quantity: ExpressionText


class LineFrom(Line):
    """A line with who it came from."""

    from_: ExpressionText | None = Field(default=None, alias="from")


class LineTo(Line):
    """A line with who it goes to."""

    to: ExpressionText | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """What one line says on one record."""

    lot: RecordRef
    quantity: Decimal
    party: RecordRef | None
    path: Path
    quantity_path: Path


@dataclass(frozen=True, slots=True)
class LinePlan:
    """A compiled line."""

    rows: Expression | None
    lot: Expression
    quantity: Expression
    party: Expression | None

    @classmethod
    def compile(cls, line: Line, checker: LotChecker, path: Path, party: tuple[str, str] | None = None) -> LinePlan:
        """`party` is the key and the text of the party's expression; names stand for the row's fields first."""
        rows = None if line.rows is None else checker.expression((*path, "rows"), line.rows)
        inner = checker if rows is None else _inside(rows, checker, (*path, "rows"))
        return cls(
            rows,
            inner.lot((*path, "lot"), line.lot),
            inner.expression((*path, "quantity"), line.quantity, NUMBER),
            None if party is None else inner.record((*path, party[0]), party[1]),
        )

    def moved(self, values: Mapping[str, object], problems: list[Problem]) -> Iterator[Moved]:
        """What moves, line by line. Empty lines move nothing; half-filled or negative ones are added to `problems`."""
        for prefix, row in self._rows(values):
            path, quantity_path = (*prefix, first_field(self.lot)), (*prefix, first_field(self.quantity))
            lot, quantity = record_of(self.lot, row), self.quantity.evaluate(row)
            amount = quantity if isinstance(quantity, Decimal) else None
            if lot is None and not amount:
                continue
            if lot is None:
                problems.append(Problem(path, "required"))
            elif amount is None:
                problems.append(Problem(quantity_path, "required"))
            elif amount < 0:
                problems.append(Problem(quantity_path, "quantity-negative"))
            elif amount:
                party = None if self.party is None else record_of(self.party, row)
                yield Moved(lot, amount, party, path, quantity_path)

    def _rows(self, values: Mapping[str, object]) -> Iterator[tuple[Path, Mapping[str, object]]]:
        if self.rows is None:
            yield (), values
            return
        rows = self.rows.evaluate(values)
        for index, row in enumerate(rows if isinstance(rows, Sequence) else ()):
            yield (first_field(self.rows), index), ChainMap(row, values)  # type: ignore[arg-type]


def _inside(rows: Expression, checker: LotChecker, path: Path) -> LotChecker:
    """A checker for the rows' fields that keeps its flaws with the outer one's."""
    if not isinstance(rows.type, RowsType):
        if not checker.flaws or checker.flaws[-1].path != path:
            checker.flaw(path, "rows-expected", f"'{rows.text}' is no table of the form")
        return checker
    return checker.within(Scope(rows.type.fields, checker.scope.forms, outer=checker.scope))


def record_of(expression: Expression, values: Mapping[str, object]) -> RecordRef | None:
    """The record an expression names; none when the link is empty."""
    value = expression.evaluate(values)
    found = value.get("id") if isinstance(value, Mapping) else value
    type_ = expression.type
    return RecordRef(type_.form, found) if isinstance(type_, RecordType) and isinstance(found, str) else None


def first_field(expression: Expression) -> str:
    """The field to show a problem at: the first name the expression reads."""
    return min(expression.paths)[0] if expression.paths else expression.text
