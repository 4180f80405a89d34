"""Where a lot came from and where it went, for one person: what may not be seen is shown without a name."""

from __future__ import annotations

from datetime import datetime

from engine.lang.problems import NotFound
from engine.lang.records import RecordRef
from engine.runtime.allowed import hidden, scope, visible
from engine.runtime.lookup import names_read
from engine.runtime.lot_facts import lot_facts
from engine.runtime.sight import sight
from engine.runtime.turn import Turn
from engine.storage.page import page_of
from engine.storage.records import Record
from engine.trace.genealogy import Direction, alone, closure
from engine.trace.lots import find_lots

Json = dict[str, object]
FOUND = 20


def find(turn: Turn, code: str) -> list[Json]:
    """Lots by number or scanned code: exact ones first, else those in which it stands."""
    _may_trace(turn)
    found: list[Json] = []
    for form_id in turn.app.trace.lots:
        table = turn.tables.form(form_id)
        if code.strip():
            page = page_of(
                turn.connection,
                turn.tables,
                table,
                scope=scope(turn, form_id),
                search=code,
                limit=FOUND,
                concealed=hidden(turn, form_id),
                read=names_read(turn, form_id),
            )
            found += [_found(turn, record) for record in page.records]
    exact = [
        one for one in found if code.strip().casefold() in (str(one["number"]).casefold(), str(one["name"]).casefold())
    ]
    return exact or found


def trace(turn: Turn, form_id: str, record_id: str, direction: Direction, known_at: datetime | None = None) -> Json:
    """The genealogy of a lot; with `known_at` as it was known at that moment. Names are today's."""
    _may_trace(turn)
    if form_id not in turn.app.trace.lots:
        raise NotFound
    start = RecordRef(form_id, visible(turn, form_id, record_id).id)
    known = find_lots(turn.connection, turn.app.id, [start])
    found = closure(turn.connection, known[start], direction, known_at) if known else alone(start, direction)
    seen = sight(turn, found, known_at)
    nodes = [seen.node(node) for node in seen.genealogy.nodes]
    by_id = {node["id"]: node for node in nodes}
    return {
        "direction": direction,
        "known_at": known_at,
        "lot": by_id[str(found.start)],
        "nodes": nodes,
        "edges": [seen.edge(edge) for edge in seen.genealogy.edges],
        "parties": seen.parties(),
    }


def _may_trace(turn: Turn) -> None:
    if not turn.app.rights.trace(turn.actor):
        raise NotFound


def _found(turn: Turn, record: Record) -> Json:
    facts = lot_facts(turn, RecordRef(record.form, record.id), record)
    return {"id": record.id, "form": record.form, "record": record.id, "frozen": record.frozen, **facts}
