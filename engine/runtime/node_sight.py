"""What of a record a step shows: less than the person may see elsewhere, never more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.flows.rights import FieldRights
from engine.forms.form import Form
from engine.forms.words import Words
from engine.runtime import present
from engine.runtime.allowed import hidden
from engine.runtime.turn import Turn
from engine.storage.records import Record

Json = dict[str, object]


def withheld(turn: Turn, form: Form, rights: FieldRights) -> frozenset[str]:
    """The fields that are not shown: hidden from the person everywhere, or at this step."""
    return hidden(turn, form.id) | {name for name in rights.hide if "." not in name}


def shown_record(turn: Turn, form: Form, record: Record, rights: FieldRights) -> Json:
    """The record as it is read at a step."""
    told = present.record(turn, form.id, record)
    values = told["values"]
    assert isinstance(values, Mapping)
    concealed = withheld(turn, form, rights)
    shown = {name: _rows(name, value, rights) for name, value in values.items() if name not in concealed}
    return {"form": form.id, **told, "name": shown_name(turn, form, record, rights), "values": shown}


def shown_name(turn: Turn, form: Form, record: Record, rights: FieldRights, words: Words | None = None) -> str:
    if form.name in rights.hide:
        return record.number or present.RESTRICTED.in_(turn.actor.language)
    return present.name_of(turn, form, record, words or present.names(turn, form, [record]))


def _rows(table: str, value: Any, rights: FieldRights) -> Any:
    concealed = rights.hidden_columns(table)
    if not concealed or not isinstance(value, list):
        return value
    return [{name: cell for name, cell in row.items() if name not in concealed} for row in value]
