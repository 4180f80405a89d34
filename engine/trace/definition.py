"""What `trace.yaml` holds."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from engine.lang.model import Definition, ExpressionText, Many, Name
from engine.trace.movements import AnyMovement


class LotDefinition(Definition):
    """What a lot's own record says about it, as expressions over that record."""

    quantity: ExpressionText | None = None
    unit: ExpressionText | None = None
    item: ExpressionText | None = None
    holder: ExpressionText | None = None
    code: ExpressionText = "number"


class InspectionDefinition(Definition):
    """Which form inspects lots, and where its record says which lot, with what verdict, by whom and when."""

    lot: ExpressionText
    verdict: ExpressionText
    by: ExpressionText = "submitted_by"
    at: ExpressionText = "submitted_at"


class TraceDefinition(Definition):
    """Traceability of one app: which forms are lots, what the submission of a form moves, what inspects lots."""

    lots: Mapping[Name, LotDefinition] = Field(min_length=1)
    movements: Mapping[Name, Many[AnyMovement]] = {}
    inspections: Mapping[Name, InspectionDefinition] = {}
