"""What a lot's own record says about it, as trace.yaml declares, in one person's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from engine.forms.words import PLAIN
from engine.lang.expressions import PERSON, Expression, RecordType
from engine.lang.records import RecordRef
from engine.runtime import present
from engine.runtime.inspections import told
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage.records import Record

Json = dict[str, object]


def lot_facts(turn: Turn, ref: RecordRef, record: Record) -> Json:
    facts = turn.app.trace.lots[ref.form]
    values = Environment(turn, ref.form, record)
    quantity = told(turn, ref.form, facts.quantity, values)
    return {
        "number": _text(turn, facts.code, told(turn, ref.form, facts.code, values)),
        "name": name_of(turn, record),
        "quantity": quantity if isinstance(quantity, Decimal) else None,
        "unit": _unit(turn, ref.form, facts.unit, told(turn, ref.form, facts.unit, values)),
        "item": _text(turn, facts.item, told(turn, ref.form, facts.item, values)),
        "holder": _text(turn, facts.holder, told(turn, ref.form, facts.holder, values)),
    }


def name_of(turn: Turn, record: Record) -> str:
    return present.name_of(turn, turn.form(record.form), record, PLAIN)


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
