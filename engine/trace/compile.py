"""From `trace.yaml` to the map used when records are submitted and lots are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.lang.expressions import NUMBER, TEXT, Expression, Scope
from engine.lang.flaws import Flaw
from engine.lang.problems import Path, Problem, Refused
from engine.trace.definition import InspectionDefinition, LotDefinition, TraceDefinition
from engine.trace.lot_checker import LotChecker
from engine.trace.movement import Movement, MovementPlan

ScopeOf = Callable[[str], Scope | None]
"""The scope of a form; none when there is no such form."""


@dataclass(frozen=True, slots=True)
class LotFacts:
    """What a lot's own record says about it; each an expression over that record."""

    quantity: Expression | None
    unit: Expression | None
    item: Expression | None
    holder: Expression | None
    code: Expression


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """What the record of an inspection says; each an expression over that record."""

    lot: Expression
    verdict: Expression
    by: Expression
    at: Expression


@dataclass(frozen=True, slots=True)
class TraceMap:
    """Traceability of one app, for use; keys are form ids."""

    lots: Mapping[str, LotFacts]
    plans: Mapping[str, tuple[MovementPlan, ...]]
    inspections: Mapping[str, InspectionFacts]

    def movements_of(self, form: str, values: Mapping[str, object]) -> tuple[Movement, ...]:
        """What the submission of this record moves, in the order of the definition; nothing for other forms.

        Raises `Refused` with the path of every field that is missing or wrong.
        """
        problems: list[Problem] = []
        found = tuple(movement for plan in self.plans.get(form, ()) for movement in plan.movements(values, problems))
        if problems:
            raise Refused(*problems)
        return found


NOTHING_TRACED = TraceMap({}, {}, {})
"""The map of an app without `trace.yaml`."""


def compile_trace(definition: TraceDefinition, scope_of: ScopeOf) -> TraceMap | tuple[Flaw, ...]:
    """The map for use, or everything wrong with the definition."""
    desk = _Desk(frozenset(definition.lots), scope_of)
    lots = {
        form: _lot(lot, checker, ("lots", form))
        for form, lot in definition.lots.items()
        if (checker := desk.checker("lots", form))
    }
    plans = {
        form: tuple(each.compile(checker, ("movements", form, index)) for index, each in enumerate(written))
        for form, written in definition.movements.items()
        if (checker := desk.checker("movements", form))
    }
    inspections = {
        form: _inspection(inspection, checker, ("inspections", form))
        for form, inspection in definition.inspections.items()
        if (checker := desk.checker("inspections", form))
    }
    return tuple(desk.flaws) if desk.flaws else TraceMap(lots, plans, inspections)


class _Desk:
    """Hands out one checker a form; all flaws come together here."""

    def __init__(self, lots: frozenset[str], scope_of: ScopeOf) -> None:
        self.lots = lots
        self.scope_of = scope_of
        self.flaws: list[Flaw] = []

    def checker(self, section: str, form: str) -> LotChecker | None:
        scope = self.scope_of(form)
        if scope is None:
            self.flaws.append(Flaw((section, form), "form-unknown", f"there is no form '{form}'"))
            return None
        return LotChecker(scope, self.lots, self.flaws)


def _lot(lot: LotDefinition, checker: LotChecker, path: Path) -> LotFacts:
    return LotFacts(
        quantity=None if lot.quantity is None else checker.expression((*path, "quantity"), lot.quantity, NUMBER),
        unit=None if lot.unit is None else checker.expression((*path, "unit"), lot.unit),
        item=None if lot.item is None else checker.record((*path, "item"), lot.item),
        holder=None if lot.holder is None else checker.record((*path, "holder"), lot.holder),
        code=checker.expression((*path, "code"), lot.code, TEXT),
    )


def _inspection(inspection: InspectionDefinition, checker: LotChecker, path: Path) -> InspectionFacts:
    return InspectionFacts(
        lot=checker.lot((*path, "lot"), inspection.lot),
        verdict=checker.expression((*path, "verdict"), inspection.verdict),
        by=checker.record((*path, "by"), inspection.by),
        at=checker.expression((*path, "at"), inspection.at),
    )
