"""A compiled decision table: which rows fit a record, and what they decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.lang.expressions import BOOLEAN, Expression, Type
from engine.lang.labels import Label
from engine.rules.action import stored
from engine.rules.cells import Cell
from engine.rules.tables.axes import Axis
from engine.rules.tables.hits import HitPolicy
from engine.rules.tables.regions import Box
from engine.rules.terms import Value

Outputs = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number, from 1: a cell for each input, a value for each output."""

    number: int
    cells: tuple[Cell, ...]
    outputs: Outputs

    def fits(self, inputs: Sequence[object]) -> bool:
        return all(cell.holds(value) for cell, value in zip(self.cells, inputs, strict=True))


@dataclass(frozen=True, slots=True)
class Input:
    """An input: its expression and the pieces its values fall into."""

    expression: Expression
    axis: Axis

    def read(self, values: Mapping[str, object]) -> object:
        """Its value; like in every condition an empty yes-or-no means no."""
        value = stored(self.expression.evaluate(values))
        return value is True if self.expression.type == BOOLEAN else value


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A table for use. `type` is what its name stands for in expressions; `fields` are its outputs by type."""

    id: str
    title: Label
    form: str
    policy: HitPolicy
    inputs: tuple[Input, ...]
    rows: tuple[Row, ...]
    otherwise: Outputs | None
    type: Type
    fields: Mapping[str, Type]

    def hits(self, inputs: Sequence[object]) -> tuple[Row, ...]:
        """The rows that decide for these values of the inputs."""
        return self.policy.choose([row for row in self.rows if row.fits(inputs)])

    def decide(self, values: Mapping[str, object]) -> tuple[object, tuple[int, ...]]:
        """What is decided for a record (a mapping of outputs, or rows of them), and the numbers of the rows."""
        hits = self.hits([each.read(values) for each in self.inputs])
        nothing = self.otherwise or dict.fromkeys(self.fields)
        return self.policy.decided([row.outputs for row in hits], nothing), tuple(row.number for row in hits)

    def box(self, row: Row) -> Box:
        """The cases a row fits."""
        return tuple(each.axis.pieces(cell) for each, cell in zip(self.inputs, row.cells, strict=True))

    @property
    def whole(self) -> Box:
        """All cases there are."""
        return tuple(each.axis.whole for each in self.inputs)
