"""Signatures: who drew one, when and on which revision is written by the server, never sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.forms.form import Form
from engine.lang.columns import moment_text
from engine.runtime.turn import Turn
from engine.storage.records import Record

Values = Mapping[str, Any]


def with_signatures(turn: Turn, form: Form, before: Record | None, values: Values) -> dict[str, Any]:
    """The values with every new signature signed by the person of this turn; one that stands is left as it is."""
    signed = dict(values)
    rev = 1 if before is None else before.rev + 1
    for field in form.fields:
        drawn = values.get(field.id) if field.definition.signed else None
        if not drawn:
            continue
        stood = before.values.get(field.id) if before is not None else None
        same = isinstance(stood, list) and [file["hash"] for file in stood] == [file["hash"] for file in drawn]
        by = {"by": turn.actor.id, "at": moment_text(turn.now), "rev": rev}
        signed[field.id] = stood if same else [{**file, **by} for file in drawn]
    return signed
