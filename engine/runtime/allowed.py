"""What the person of a turn may see and do, as predicates for queries and as answers for one record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NoReturn

from sqlalchemy import ColumnElement, FromClause, and_, false, or_, select, true

from engine.access import rights
from engine.access.rights import Verb
from engine.lang.expressions import DIRECTORY
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


def outsider(turn: Turn) -> bool:
    """Whether the person belongs to another organisation: then a link shows no name of what they may not see."""
    return turn.app.rights.external(turn.actor)


def sees(turn: Turn, form_id: str, record_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the record of the id in a column is there and this person may see it."""
    one = turn.tables.form(form_id).table.alias()
    here = FormPlace(turn.tables, form_id, one, surroundings(turn))
    may = rights.predicate(turn.app.rights, turn.actor, form_id, "see", here)
    there = select(one.c.id).where(one.c.id == record_id, one.c.deleted_at.is_(None), may)
    return there.correlate_except(one).exists()


def name_told(turn: Turn, form_id: str, one: FromClause) -> ColumnElement[bool]:
    """Whether a link to a record of this form, `one` being an alias of its table, shows the record's name.

    The house reads the name of whatever a record it may see links to; people of other organisations only the names of
    what they may see themselves. A hidden name is hidden there too. docs/decisions/0009.
    """
    if form_id in DIRECTORY:
        return true()
    if turn.tables.form(form_id).name in hidden(turn, form_id):
        return false()
    if not outsider(turn):
        return true()
    here = FormPlace(turn.tables, form_id, one, surroundings(turn))
    return and_(one.c.deleted_at.is_(None), rights.predicate(turn.app.rights, turn.actor, form_id, "see", here))


def sees_any(
    turn: Turn, forms: Iterable[str], form: ColumnElement[str], record_id: ColumnElement[str]
) -> ColumnElement[bool]:
    """The same where a row says in two columns which record it is about; only of these forms."""
    return or_(false(), *(and_(form == one, sees(turn, one, record_id)) for one in forms))


def seen_ids(turn: Turn, form_id: str, ids: Collection[str]) -> frozenset[str]:
    """Those of these records that this person may see."""
    table = turn.tables.form(form_id).table
    known = select(table.c.id).where(table.c.id.in_(ids), table.c.deleted_at.is_(None), scope(turn, form_id))
    return frozenset(turn.connection.execute(known).scalars())


def require(turn: Turn, form_id: str, verb: Verb, record: Record) -> None:
    """Refuse what this person may not do with this record; what may not even be seen is not there."""
    found = rights.allowed(turn.app.rights, turn.actor, form_id, verb)
    if found is True or (found and permits(turn, form_id, verb, Environment(turn, form_id, record))):
        return
    refuse(turn, form_id)


def refuse(turn: Turn, form_id: str) -> NoReturn:
    """The answer to what is not allowed: a form of which nothing may be seen is not there."""
    raise Forbidden if may_ever(turn, form_id, "see") else NotFound


def may_ever(turn: Turn, form_id: str, verb: Verb) -> bool:
    """Whether there may be records with which this person may do it."""
    return rights.allowed(turn.app.rights, turn.actor, form_id, verb) is not False


def sees_all(turn: Turn, form_id: str) -> bool:
    """Whether this person may see every record of a form."""
    return rights.allowed(turn.app.rights, turn.actor, form_id, "see") is True


def hidden(turn: Turn, form_id: str) -> frozenset[str]:
    return rights.hidden(turn.app.rights, turn.actor, form_id)


def conceals(turn: Turn, form_id: str, path: Sequence[str]) -> bool:
    """Whether a path of names over a form's records reads a field this person never sees, there or behind a link."""
    name, *rest = path[1:] if path[0] == "this" and len(path) > 1 else path
    if name in hidden(turn, form_id):
        return True
    target = turn.tables.form(form_id).links.get(name)
    return bool(rest) and target is not None and target not in DIRECTORY and conceals(turn, target, rest)


def locked(turn: Turn, form_id: str) -> frozenset[str]:
    return rights.locked(turn.app.rights, turn.actor, form_id)
