"""Movements that concern one lot a line: everything but split and merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.lang.problems import Problem
from engine.trace.line import LinePlan
from engine.trace.movement import Edge, Movement, Sign


@dataclass(frozen=True, slots=True)
class OneSided:
    """A plan with one movement a line; the kind's file gives sign, step, edge and whether frozen lots refuse it."""

    kind: str
    plan: LinePlan
    sign: Sign
    step: str
    edge: Edge | None = None
    refuses_frozen: bool = False

    def movements(self, values: Mapping[str, object], problems: list[Problem]) -> tuple[Movement, ...]:
        return tuple(
            Movement(
                kind=self.kind,
                step=self.step,
                lot=moved.lot,
                quantity=moved.quantity,
                sign=self.sign,
                edge=self.edge,
                refuses_frozen=self.refuses_frozen,
                party=moved.party,
                path=moved.path,
                quantity_path=moved.quantity_path,
            )
            for moved in self.plan.moved(values, problems)
        )
