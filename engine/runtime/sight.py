"""What one person sees of a genealogy: every record on the way is read once, what may not be seen has no name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.lang.records import RecordRef
from engine.runtime.allowed import outsider, scope
from engine.runtime.inspections import inspections_of
from engine.runtime.lot_facts import lot_facts, name_of
from engine.runtime.present import RESTRICTED
from engine.runtime.turn import Turn
from engine.storage import people
from engine.storage.records import Record, find_records
from engine.trace import holds
from engine.trace.balance import EMPTY, Balance, Move, balance_of, moves
from engine.trace.exposure import Exposure, exposure
from engine.trace.genealogy import Genealogy, GenealogyEdge, GenealogyNode, within
from engine.trace.holds import Hold

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Sight:
    """`genealogy` is what of it this person may follow. For people of other houses `balances` and `weights` are empty,
    and `moved` holds only what documents say that they may see: the rest is not theirs to reckon.
    """

    turn: Turn
    genealogy: Genealogy
    lots: Mapping[RecordRef, Record]
    held: Mapping[int, tuple[Hold, ...]]
    moved: Mapping[int, Sequence[Move]]
    records: Mapping[RecordRef, Record]
    inspections: Mapping[RecordRef, list[Json]]
    actors: Mapping[str, str]
    balances: Mapping[int, Balance] = field(default_factory=dict)
    weights: Exposure | None = None

    def node(self, node: GenealogyNode) -> Json:
        record = self.lots.get(node.lot)
        shared = {"id": str(node.id), "layer": node.layer, "form": node.lot.form}
        if record is None:
            return {**shared, "record": None, "name": RESTRICTED, "restricted": True, "inspections": []}
        return {
            **shared,
            "record": node.lot.id,
            "restricted": False,
            "frozen": node.id in self.held,
            "frozen_reason": [hold.reason for hold in self.held.get(node.id, ())],
            **lot_facts(self.turn, node.lot, record),
            **self._amounts(node.id),
            "suppliers": [self._party(move) for move in self._given(node.id, came=True)],
            "customers": [self._party(move) for move in self._given(node.id, came=False)],
            "steps": [self._step(move) for move in self.moved.get(node.id, ())],
            "inspections": self.inspections.get(node.lot, []),
        }

    def edge(self, edge: GenealogyEdge) -> Json:
        event = self.genealogy.events[edge.event]
        return {
            "from": str(edge.source),
            "to": str(edge.target),
            "kind": event.kind,
            "quantity": edge.quantity,
            "at": event.at,
            "event": self._document(event.record),
        }

    def parties(self) -> list[Json]:
        """Who gave or got the lots: suppliers, customers, with quantities and the documents."""
        return [
            {"lot": str(move.lot), "quantity": move.quantity, **self._party(move)}
            for own in self.moved.values()
            for move in own
            if move.party in self.records
        ]

    def _amounts(self, lot: int) -> Json:
        """Touched is all that came; weighted the part that is, by mixing, of what is traced."""
        if self.weights is None:
            return {"on_hand": None, "came": {}, "went": {}, "weighted": None, "weighted_on_hand": None}
        balanced = self.balances.get(lot, EMPTY)
        return {
            "on_hand": balanced.on_hand,
            "came": balanced.came,
            "went": balanced.went,
            "weighted": self.weights.weighted.get(lot),
            "weighted_on_hand": self.weights.on_hand.get(lot),
        }

    def _given(self, lot: int, *, came: bool) -> Iterable[Move]:
        known = (move for move in self.moved.get(lot, ()) if move.party in self.records)
        return (move for move in known if (move.sign > 0) is came)

    def _party(self, move: Move) -> Json:
        assert move.party is not None
        return {
            "kind": move.kind,
            "at": move.at,
            "form": move.party.form,
            "id": move.party.id,
            "name": name_of(self.turn, self.records[move.party]),
            "event": self._document(move.record),
        }

    def _step(self, move: Move) -> Json:
        return {
            "kind": move.kind,
            "quantity": move.quantity,
            "at": move.at,
            "by": self.actors.get(move.actor or "", ""),
            "event": self._document(move.record),
        }

    def _document(self, ref: RecordRef) -> Json | None:
        record = self.records.get(ref)
        return None if record is None else {"form": ref.form, "id": ref.id, "number": record.number or ""}


def sight(turn: Turn, genealogy: Genealogy, known_at: datetime | None) -> Sight:
    lots = seen(turn, (node.lot for node in genealogy.nodes))
    other_house = outsider(turn)
    if other_house:
        genealogy = within(genealogy, {node.id for node in genealogy.nodes if node.lot in lots})
    keys = [node.id for node in genealogy.nodes]
    moved = moves(turn.connection, keys, known_at)
    happened = (genealogy.events[edge.event].record for edge in genealogy.edges)
    parties = (move.party for move in moved if move.party is not None)
    records = seen(turn, [*parties, *happened, *(move.record for move in moved)])
    told = [move for move in moved if not other_house or move.record in records]
    found = Sight(
        turn,
        genealogy,
        lots,
        holds.held(turn.connection, keys, known_at),
        {lot: [move for move in told if move.lot == lot] for lot in {move.lot for move in told}},
        records,
        inspections_of(turn, [node.lot for node in genealogy.nodes if node.lot in lots], known_at),
        _actors(turn, told),
    )
    if other_house:
        return found
    return replace(found, balances=balance_of(keys, moved), weights=exposure(genealogy, moved))


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


def _actors(turn: Turn, moved: Iterable[Move]) -> dict[str, str]:
    ids = {move.actor for move in moved if move.actor}
    return {id_: person.name for id_, person in people.people_by_ids(turn.connection, ids).items()}
