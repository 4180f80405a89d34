"""What the person of a turn may see and do, as predicates for queries and as answers for one record."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement

from engine.access import rights
from engine.access.rights import Verb
from engine.lang.problems import Forbidden, NotFound
from engine.runtime.turn import Turn
from engine.runtime.view import Environment, surroundings
from engine.storage.place import FormPlace
from engine.storage.records import Record, get_record


def place(turn: Turn, form_id: str, **constants: object) -> FormPlace:
    """Where expressions over a form's records stand in SQL, with the surroundings bound."""
    return FormPlace.of(turn.tables, form_id, {**surroundings(turn), **constants})


def scope(turn: Turn, form_id: str, verb: Verb = "see") -> ColumnElement[bool]:
    """The records of a form this person may see (or change …), as a predicate over the form's table."""
    return rights.predicate(turn.app.rights, turn.actor, form_id, verb, place(turn, form_id))


def visible(turn: Turn, form_id: str, record_id: str, *, lock: bool = False) -> Record:
    """The record, if this person may see it; NotFound otherwise, whether it exists or not."""
    turn.form(form_id)
    return get_record(turn.connection, turn.tables.form(form_id), record_id, scope(turn, form_id), lock=lock)


def permits(turn: Turn, form_id: str, verb: Verb, values: Mapping[str, object]) -> bool:
    return rights.permits(turn.app.rights, turn.actor, form_id, verb, values)


def require(turn: Turn, form_id: str, verb: Verb, record: Record) -> None:
    """Refuse what this person may not do with this record; what may not even be seen is not there."""
    values = Environment(turn, form_id, record)
    if permits(turn, form_id, verb, values):
        return
    raise Forbidden if may_ever(turn, form_id, "see") else NotFound


def may_ever(turn: Turn, form_id: str, verb: Verb) -> bool:
    """Whether there may be records with which this person may do it."""
    return rights.allowed(turn.app.rights, turn.actor, form_id, verb) is not False


def hidden(turn: Turn, form_id: str) -> frozenset[str]:
    return rights.hidden(turn.app.rights, turn.actor, form_id)


def locked(turn: Turn, form_id: str) -> frozenset[str]:
    return rights.locked(turn.app.rights, turn.actor, form_id)
