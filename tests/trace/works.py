"""A small works for trace tests: lots, and forms that move them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.lang.expressions import MOMENT, NUMBER, PERSON, TEXT, RecordType, RowsType, Scope, Type
from engine.lang.flaws import Flaw
from engine.trace.compile import TraceMap, compile_trace
from engine.trace.definition import TraceDefinition

LOT = RecordType("lot")
SYSTEM: Mapping[str, Type] = {"number": TEXT, "submitted_by": RecordType(PERSON), "submitted_at": MOMENT}

FORMS: Mapping[str, Mapping[str, Type]] = {
    "lot": {**SYSTEM, "quantity": NUMBER, "unit": TEXT, "item": RecordType("item"), "supplier": RecordType("supplier")},
    "item": {"name": TEXT},
    "supplier": {"name": TEXT},
    "customer": {"name": TEXT},
    "paper": {
        **SYSTEM,
        "lot": LOT,
        "new_lot": LOT,
        "quantity": NUMBER,
        "verdict": TEXT,
        "supplier": RecordType("supplier"),
        "customer": RecordType("customer"),
        "lines": RowsType({"lot": LOT, "quantity": NUMBER, "to_whom": RecordType("customer")}),
    },
}


def scope_of(form: str) -> Scope | None:
    return Scope(FORMS[form], FORMS.__getitem__) if form in FORMS else None


def compiled(written: Mapping[str, Any]) -> TraceMap | tuple[Flaw, ...]:
    return compile_trace(TraceDefinition.model_validate(written), scope_of)


def traced(*movements: Mapping[str, Any]) -> TraceMap | tuple[Flaw, ...]:
    """The map of the works with these movements for the form `paper`."""
    return compiled({"lots": {"lot": {"quantity": "quantity"}}, "movements": {"paper": list(movements)}})
