"""A measure's worked example: a few rows as people write them, and the number they must give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from engine.lang.expressions import DATE, MOMENT, NUMBER, Expression, RecordType, RowsType, Scope, Type
from engine.lang.problems import Path

if TYPE_CHECKING:
    from engine.reports.definition import WorkedExample


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What is wrong with an example: `path` inside it, and one sentence."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class Example:
    """The rows with the values of the language (decimals, dates), and what they give."""

    rows: tuple[Mapping[str, Any], ...]
    gives: Decimal | None

    def compute(self, expression: Expression, decimals: int) -> Mismatch | None:
        """None when the rows give the number, at the decimals the measure is shown with."""
        got = expression.over(self.rows)
        if got is not None:
            got = Decimal(got).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        if got == self.gives:
            return None
        return Mismatch(("gives",), f"the example gives {_said(got)}, not {_said(self.gives)}")


def read_example(written: WorkedExample, scope: Scope) -> Example | tuple[Mismatch, ...]:
    """The example with typed values, or everything that does not fit the dataset's fields."""
    faults: list[Mismatch] = []
    rows = tuple(
        {
            **dict.fromkeys(scope.all_names()),
            **{
                name: _read(value, scope.find(name), scope, ("rows", index, name), faults)
                for name, value in row.items()
            },
        }
        for index, row in enumerate(written.rows)
    )
    return tuple(faults) if faults else Example(rows, written.gives)


def _read(value: Any, type_: Type | None, scope: Scope, path: Path, faults: list[Mismatch]) -> Any:
    if type_ is None:
        faults.append(Mismatch(path, f"'{path[-1]}' is no field of these rows"))
        return None
    if value is None:
        return None
    try:
        return _typed(value, type_, scope, path, faults)
    except (ValueError, TypeError, ArithmeticError):
        faults.append(Mismatch(path, f"'{value}' does not fit '{path[-1]}'"))
        return None


def _typed(value: Any, type_: Type, scope: Scope, path: Path, faults: list[Mismatch]) -> Any:
    match type_:
        case RecordType(form):
            fields = scope.fields_of(form)
            given = value if isinstance(value, Mapping) else {"id": value}
            inside = {name: _read(each, fields.get(name), scope, (*path, name), faults) for name, each in given.items()}
            return {**dict.fromkeys(fields), **inside}
        case RowsType(fields):
            return tuple(
                {name: _read(each, fields.get(name), scope, (*path, at, name), faults) for name, each in row.items()}
                for at, row in enumerate(value)
            )
    if type_ == NUMBER:
        return Decimal(value)
    if type_ == DATE:
        return date.fromisoformat(value)
    if type_ == MOMENT:
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return value


def _said(value: Decimal | None) -> str:
    return "nothing" if value is None else f"{value:,f}"
