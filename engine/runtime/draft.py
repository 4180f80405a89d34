"""A record that is being filled in: what surrounds it while it is computed, and how expressions see it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.forms.form import Form
from engine.forms.seen import RecordSeen
from engine.lang.expressions import DIRECTORY, PERSON
from engine.lang.problems import Refused
from engine.runtime.allowed import seen_ids
from engine.runtime.turn import Turn
from engine.runtime.view import linked, surroundings
from engine.storage.records import Record


class Around:
    """What a record is computed among: people, the clock, the record's own system names, and what it links to."""

    def __init__(self, turn: Turn, record: Record | None) -> None:
        self._turn = turn
        self._names = surroundings(turn)
        self._record = record

    def __getitem__(self, name: str, /) -> object:
        if name in self._names:
            return self._names[name]
        if self._record is None:
            return {"state": "draft"}.get(name)
        value = getattr(self._record, name, None)
        if name in ("created_by", "changed_by", "submitted_by"):
            return linked(self._turn, PERSON, value)
        return value

    def linked(self, form: str, record_id: str) -> Mapping[str, object] | None:
        return linked(self._turn, form, record_id)


def draft_view(turn: Turn, form: Form, so_far: Mapping[str, object]) -> RecordSeen:
    """A half-filled record as a link's condition sees it: what cannot be read yet is simply not there."""
    around = Around(turn, None)
    values = form.complete(_own(turn, form, _readable(form, so_far)), around)
    return form.seen(values, around)


def _own(turn: Turn, form: Form, values: Mapping[str, object]) -> dict[str, object]:
    """Without the fields that lead to what the person may not see: choices must not tell what it is like."""
    foreign = {
        made.path[0]
        for made in form.links(values)
        if made.target_form not in DIRECTORY and not seen_ids(turn, made.target_form, [made.record_id])
    }
    return {name: value for name, value in values.items() if name not in foreign}


def _readable(form: Form, so_far: Mapping[str, object]) -> dict[str, object]:
    read: dict[str, object] = {}
    for name, value in so_far.items():
        try:
            read |= form.accept({name: value}, draft=True)
        except Refused:
            continue
    return read
