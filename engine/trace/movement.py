"""A movement of material, and the base of its kinds.

A kind is one file in `movements/`. It says what can be written, the sign of the movement on a lot's balance, whether
a frozen lot refuses it, and whether it is a source or a target of the edges between lots. Nobody else asks its kind.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, Protocol

from engine.lang.model import Definition
from engine.lang.problems import Path, Problem
from engine.lang.records import RecordRef
from engine.trace.lot_checker import LotChecker

Edge = Literal["source", "target"]
Sign = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Movement:
    """One lot moved by one record.

    `quantity` is never negative; `sign` is +1, -1 or 0 on the lot's balance. `step` groups the movements of one record
    into events: what is consumed and produced in one step becomes edges from every source to every target.
    `party` gave or got it. `path` and `quantity_path` are the fields of the record to show a problem at: the lot's
    and the quantity's.
    """

    kind: str
    step: str
    lot: RecordRef
    quantity: Decimal
    sign: Sign
    edge: Edge | None = None
    refuses_frozen: bool = False
    party: RecordRef | None = None
    path: Path = ()
    quantity_path: Path = ()

    @property
    def change(self) -> Decimal:
        """What it adds to the lot's balance."""
        return self.sign * self.quantity


class MovementPlan(Protocol):
    """A compiled movement definition."""

    def movements(self, values: Mapping[str, object], problems: list[Problem]) -> tuple[Movement, ...]:
        """The movements one record makes; every field that is missing or wrong is added to `problems`."""


class MovementDefinition(Definition, ABC):
    """A movement as written: `- receive: {lot: lot, quantity: quantity, from: supplier}`; the key names its kind."""

    kind: ClassVar[str]
    example: ClassVar[str]

    @abstractmethod
    def compile(self, checker: LotChecker, path: Path) -> MovementPlan:
        """The plan for use; what is wrong with it is left with the checker."""
