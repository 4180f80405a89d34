"""Where a lot came from and where it went, for one person: what may not be seen is shown without a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.forms.words import PLAIN
from engine.lang.expressions import PERSON, Expression, RecordType
from engine.lang.problems import NotFound
from engine.lang.records import RecordRef
from engine.runtime import present
from engine.runtime.allowed import hidden, scope, visible
from engine.runtime.inspections import inspections_of, told
from engine.runtime.lookup import names_read
from engine.runtime.present import RESTRICTED
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage.page import page_of
from engine.storage.records import Record, find_records
from engine.trace import holds
from engine.trace.balance import EMPTY, Balance, Move, balance, moves
from engine.trace.genealogy import Direction, Genealogy, GenealogyEdge, alone, closure
from engine.trace.holds import Hold
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


def trace(turn: Turn, form_id: str, record_id: str, direction: Direction) -> Json:
    _may_trace(turn)
    if form_id not in turn.app.trace.lots:
        raise NotFound
    start = RecordRef(form_id, visible(turn, form_id, record_id).id)
    known = find_lots(turn.connection, turn.app.id, [start])
    genealogy = closure(turn.connection, known[start], direction) if known else alone(start, direction)
    sight = _sight(turn, genealogy)
    nodes = [sight.node(node.id, node.lot, node.layer) for node in genealogy.nodes]
    by_id = {node["id"]: node for node in nodes}
    return {
        "direction": direction,
        "lot": by_id[str(genealogy.start)],
        "nodes": nodes,
        "edges": [sight.edge(edge) for edge in genealogy.edges],
        "parties": sight.parties(),
    }


def _may_trace(turn: Turn) -> None:
    if not turn.app.rights.trace(turn.actor):
        raise NotFound


def _found(turn: Turn, record: Record) -> Json:
    facts = _facts(turn, RecordRef(record.form, record.id), record)
    return {"id": record.id, "form": record.form, "record": record.id, "frozen": record.frozen, **facts}


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees of a genealogy; everything is read once for all lots."""

    turn: Turn
    lots: Mapping[RecordRef, Record]
    balances: Mapping[int, Balance]
    held: Mapping[int, tuple[Hold, ...]]
    moves: Sequence[Move]
    records: Mapping[RecordRef, Record]
    inspections: Mapping[RecordRef, list[Json]]

    def node(self, id_: int, lot: RecordRef, layer: int) -> Json:
        record = self.lots.get(lot)
        shared = {"id": str(id_), "layer": layer}
        if record is None:
            return {
                **shared,
                "form": lot.form,
                "record": None,
                "name": RESTRICTED,
                "restricted": True,
                "inspections": [],
            }
        balanced = self.balances.get(id_, EMPTY)
        return {
            **shared,
            "form": lot.form,
            "record": lot.id,
            "restricted": False,
            "frozen": id_ in self.held,
            "frozen_reason": [hold.reason for hold in self.held.get(id_, ())],
            **_facts(self.turn, lot, record),
            "on_hand": balanced.on_hand,
            "came": balanced.came,
            "went": balanced.went,
            "inspections": self.inspections.get(lot, []),
        }

    def edge(self, edge: GenealogyEdge) -> Json:
        return {
            "from": str(edge.source),
            "to": str(edge.target),
            "kind": edge.kind,
            "quantity": edge.quantity,
            "at": edge.at,
            "event": self._event(edge.record),
        }

    def parties(self) -> list[Json]:
        """Who gave or got the lots: suppliers, customers, with quantities and the documents."""
        return [
            {
                "lot": str(move.lot),
                "kind": move.kind,
                "quantity": move.quantity,
                "at": move.at,
                "form": move.party.form,
                "id": move.party.id,
                "name": _name(self.turn, self.records[move.party]),
                "event": self._event(move.record),
            }
            for move in self.moves
            if move.party is not None and move.party in self.records
        ]

    def _event(self, ref: RecordRef) -> Json | None:
        record = self.records.get(ref)
        return None if record is None else {"form": ref.form, "id": ref.id, "number": record.number or ""}


def _sight(turn: Turn, genealogy: Genealogy) -> Sight:
    keys = [node.id for node in genealogy.nodes]
    moved = moves(turn.connection, keys)
    lots = seen(turn, (node.lot for node in genealogy.nodes))
    parties = (move.party for move in moved if move.party is not None)
    documents = [*(edge.record for edge in genealogy.edges), *(move.record for move in moved)]
    return Sight(
        turn,
        lots,
        balance(turn.connection, keys),
        holds.held(turn.connection, keys),
        moved,
        seen(turn, [*parties, *documents]),
        inspections_of(turn, list(lots)),
    )


def seen(turn: Turn, refs: Iterable[RecordRef]) -> dict[RecordRef, Record]:
    """Those of these records the person may see."""
    by_form: dict[str, list[str]] = {}
    for ref in dict.fromkeys(refs):
        by_form.setdefault(ref.form, []).append(ref.id)
    found: dict[RecordRef, Record] = {}
    for form_id, ids in by_form.items():
        table = turn.tables.form(form_id)
        for at in range(0, len(ids), 500):
            wanted = table.table.c.id.in_(ids[at : at + 500])
            records = find_records(turn.connection, table, wanted, scope(turn, form_id), rows=False)
            found |= {RecordRef(form_id, record.id): record for record in records}
    return found


def _facts(turn: Turn, ref: RecordRef, record: Record) -> Json:
    """What the lot's own record says about it, as trace.yaml declares."""
    facts = turn.app.trace.lots[ref.form]
    values = Environment(turn, ref.form, record)
    quantity = told(turn, ref.form, facts.quantity, values)
    return {
        "number": _text(turn, facts.code, told(turn, ref.form, facts.code, values)),
        "name": _name(turn, record),
        "quantity": quantity if isinstance(quantity, Decimal) else None,
        "unit": _unit(turn, ref.form, facts.unit, told(turn, ref.form, facts.unit, values)),
        "item": _text(turn, facts.item, told(turn, ref.form, facts.item, values)),
        "holder": _text(turn, facts.holder, told(turn, ref.form, facts.holder, values)),
    }


def _unit(turn: Turn, form_id: str, unit: Expression | None, value: object) -> str:
    """A unit that is an option reads as its title."""
    field = turn.form(form_id).by_id.get(unit.text) if unit is not None else None
    if field is None or value is None:
        return _text(turn, unit, value)
    return field.to_text(value, replace(PLAIN, language=turn.actor.language))


def _text(turn: Turn, fact: Expression | None, value: object) -> str:
    """A record reads as its name, where the person reads that name in links."""
    if isinstance(value, Mapping):
        target = fact.type.form if fact is not None and isinstance(fact.type, RecordType) else PERSON
        value = present.names_of_links(turn, target, [str(value["id"])]).get(str(value["id"]))
    return "" if value is None else str(value)


def _name(turn: Turn, record: Record) -> str:
    return present.name_of(turn, turn.form(record.form), record, PLAIN)
