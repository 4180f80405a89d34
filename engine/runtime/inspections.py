"""The inspections of lots, as trace.yaml declares them: which record, with what verdict, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_

from engine.lang.expressions import Expression
from engine.lang.records import RecordRef
from engine.runtime.allowed import conceals, place, scope
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage.records import Record, find_records
from engine.trace.compile import InspectionFacts

Json = dict[str, object]


def inspections_of(
    turn: Turn, lots: Sequence[RecordRef], known_at: datetime | None = None
) -> dict[RecordRef, list[Json]]:
    """Inspections of these lots, submitted by now (or by then), that the person may see, oldest first."""
    found: dict[RecordRef, list[Json]] = {}
    wanted = {lot.id: lot for lot in lots}
    for form_id, facts in turn.app.trace.inspections.items():
        table = turn.tables.form(form_id)
        lot_column = facts.lot.to_sql(place(turn, form_id))
        ids = list(wanted)
        for at in range(0, len(ids), 500):
            submitted = table.table.c.state == "submitted"
            if known_at is not None:
                submitted = and_(submitted, table.table.c.submitted_at <= known_at)
            of_lots = lot_column.in_(ids[at : at + 500])
            for record in find_records(turn.connection, table, submitted, of_lots, scope(turn, form_id), rows=False):
                line = _line(turn, form_id, facts, record)
                found.setdefault(wanted[str(line.pop("lot"))], []).append(line)
    return found


def told(turn: Turn, form_id: str, fact: Expression | None, values: Mapping[str, object]) -> object:
    """What a record says, unless that is made from what this person never sees."""
    if fact is None or any(conceals(turn, form_id, path) for path in fact.paths):
        return None
    return fact.evaluate(values)


def _line(turn: Turn, form_id: str, facts: InspectionFacts, record: Record) -> Json:
    values = Environment(turn, form_id, record)
    lot, by = facts.lot.evaluate(values), told(turn, form_id, facts.by, values)
    verdict = told(turn, form_id, facts.verdict, values)
    field = turn.form(form_id).by_id.get(facts.verdict.text)
    option = field.definition.offered.get(str(verdict)) if field is not None else None
    return {
        "lot": lot.get("id") if isinstance(lot, Mapping) else lot,
        "form": form_id,
        "id": record.id,
        "number": record.number or "",
        "verdict": verdict,
        "title": option.title if option else None,
        "tone": option.tone if option else "neutral",
        "by": by.get("name") if isinstance(by, Mapping) else by,
        "at": told(turn, form_id, facts.at, values),
    }
