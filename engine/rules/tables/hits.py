"""Hit policies: which of the rows that fit decide, what they decide together, and what must not be between them.

The names are those of DMN 1.3, section 8.2.8; `rule order` and `output order` are left out, as nothing here depends on
the order of what was collected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Protocol, TypeVar

from engine.lang.expressions import NUMBER, RowsType, Type
from engine.rules.terms import Value

Outputs = Mapping[str, Value]


class Fitting(Protocol):
    """A row as policies see it."""

    @property
    def number(self) -> int: ...

    @property
    def outputs(self) -> Outputs: ...


F = TypeVar("F", bound=Fitting)


class HitPolicy:
    """One row decides, unless a policy says otherwise."""

    single: ClassVar[bool] = True
    """Whether a case no row fits is a gap, and a row others go before is never hit."""

    def choose(self, fitting: Sequence[F]) -> tuple[F, ...]:
        """The rows that decide, of those that fit."""
        return tuple(fitting[:1])

    def decided(self, outputs: Sequence[Outputs], nothing: Outputs) -> object:
        """What these rows decide; `nothing` is decided where there is none."""
        return outputs[0] if outputs else nothing

    def type(self, record: Type, fields: Mapping[str, Type]) -> tuple[Type, Mapping[str, Type]]:
        """What the table's name stands for in expressions, and its outputs."""
        return record, fields

    def before(self, row: Fitting, rows: Sequence[Fitting]) -> Sequence[Fitting]:
        """The rows that decide instead of this one where both fit."""
        return [other for other in rows if other.number < row.number]

    def quarrel(self, one: Fitting, other: Fitting) -> str | None:
        """Why these two rows must not fit the same case, in words; none where they may."""
        del one, other
        return None


class First(HitPolicy):
    """The first row that fits decides."""


class Unique(HitPolicy):
    """No two rows fit one case."""

    def before(self, row: Fitting, rows: Sequence[Fitting]) -> Sequence[Fitting]:
        del row, rows
        return ()

    def quarrel(self, one: Fitting, other: Fitting) -> str | None:
        del one, other
        return "and 'hit: unique' allows one row only"


class AnyRow(HitPolicy):
    """Rows that fit together decide the same."""

    def before(self, row: Fitting, rows: Sequence[Fitting]) -> Sequence[Fitting]:
        del row, rows
        return ()

    def quarrel(self, one: Fitting, other: Fitting) -> str | None:
        return None if dict(one.outputs) == dict(other.outputs) else "and decide differently"


@dataclass(frozen=True, slots=True)
class Priority(HitPolicy):
    """The row whose first output stands first among `words` decides; of equal ones the first."""

    output: str
    words: tuple[str, ...]

    def choose(self, fitting: Sequence[F]) -> tuple[F, ...]:
        return tuple(sorted(fitting, key=self._rank)[:1])

    def before(self, row: Fitting, rows: Sequence[Fitting]) -> Sequence[Fitting]:
        return [other for other in rows if self._rank(other) < self._rank(row)]

    def _rank(self, row: Fitting) -> tuple[int, int]:
        word = row.outputs[self.output]
        return (self.words.index(str(word)) if word is not None else len(self.words)), row.number


class Collect(HitPolicy):
    """All rows that fit, as rows: `count(table)`, `any(table, owner == 'x')`."""

    single: ClassVar[bool] = False

    def choose(self, fitting: Sequence[F]) -> tuple[F, ...]:
        return tuple(fitting)

    def decided(self, outputs: Sequence[Outputs], nothing: Outputs) -> object:
        del nothing
        return tuple(outputs)

    def type(self, record: Type, fields: Mapping[str, Type]) -> tuple[Type, Mapping[str, Type]]:
        del record
        return RowsType(fields), fields


@dataclass(frozen=True, slots=True)
class Gathered(HitPolicy):
    """All rows that fit, each output taken together: its sum, least, greatest, or how many rows give one."""

    single: ClassVar[bool] = False
    how: str

    def choose(self, fitting: Sequence[F]) -> tuple[F, ...]:
        return tuple(fitting)

    def decided(self, outputs: Sequence[Outputs], nothing: Outputs) -> object:
        gather = GATHERINGS[self.how]
        columns = {name: [row[name] for row in outputs if row[name] is not None] for name in nothing}
        return {name: gather(column) for name, column in columns.items()}

    def type(self, record: Type, fields: Mapping[str, Type]) -> tuple[Type, Mapping[str, Type]]:
        return record, dict.fromkeys(fields, NUMBER)


def _total(column: list[Decimal]) -> Decimal:
    return sum(column, Decimal(0))


GATHERINGS: Mapping[str, Callable[..., Value]] = {
    "sum": _total,
    "min": lambda column: min(column, default=None),
    "max": lambda column: max(column, default=None),
    "count": lambda column: Decimal(len(column)),
}
