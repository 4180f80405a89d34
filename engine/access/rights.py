"""What a person may see and do, as a predicate for queries and as an answer for one record. Several roles add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, false, or_, true

from engine.access.role import VERBS, FormGrants, Role, Verb
from engine.lang.expressions import Expression, SqlPlace
from engine.lang.labels import Language

__all__ = ["Actor", "Rights", "Verb", "allowed", "hidden", "locked", "permits", "predicate"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person with the roles held in one app. `organisation` is a record's id, none for own people.

    `via` is the token of the program that acts for them.
    """

    id: str
    name: str
    login: str
    roles: frozenset[str]
    organisation: str | None = None
    department: str | None = None
    language: Language = "zh"
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """All roles of an app; who has none of them may nothing.

    What a set of roles allows follows from the definitions alone and is found once. Which roles a person holds is read
    in each transaction.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    _found: dict[tuple[frozenset[str], bool, str], Standing] = field(default_factory=dict, compare=False, repr=False)

    def held(self, actor: Actor | None) -> tuple[Role, ...]:
        """The actor's roles, in the order they are written in; nobody has none.

        A role for outsiders counts only with an organisation: without one, `supplier == me.organisation` would hold
        for every record that has no supplier.
        """
        if actor is None:
            return ()
        held = (role for role_id, role in self.roles.items() if role_id in actor.roles)
        return tuple(role for role in held if not role.external or actor.organisation is not None)

    def held_by(self, actor: Actor) -> Actor:
        """The actor with the roles that count."""
        return replace(actor, roles=frozenset(role.id for role in self.held(actor)))

    def standing(self, actor: Actor | None, form: str) -> Standing:
        """What the actor's roles allow with a form."""
        key = (frozenset(), True, form) if actor is None else (actor.roles, actor.organisation is None, form)
        found = self._found.get(key)
        if found is None:
            grants = [role.forms[form] for role in self.held(actor) if form in role.forms]
            found = self._found[key] = Standing.of(grants)
        return found

    def home(self, actor: Actor | None) -> tuple[str, ...]:
        """What the person begins with, each entry once."""
        return tuple(dict.fromkeys(entry for role in self.held(actor) for entry in role.home))

    def reports(self, actor: Actor | None) -> frozenset[str]:
        """The dashboards the person may open."""
        return frozenset().union(*(role.reports for role in self.held(actor)))

    def trace(self, actor: Actor | None) -> bool:
        """Whether the person may follow lots."""
        return any(role.trace for role in self.held(actor))

    def external(self, actor: Actor | None) -> bool:
        """Whether the person only has roles of outsiders, who get a page of their own."""
        held = self.held(actor)
        return bool(held) and all(role.external for role in held)


@dataclass(frozen=True, slots=True)
class Standing:
    """What roles together allow with one form. `allowed`, by verb: True for every record, False for none, else the
    conditions of which one must hold. `hidden` fields are never seen, `locked` ones never written.
    """

    allowed: Mapping[Verb, tuple[Expression, ...] | bool]
    hidden: frozenset[str]
    locked: frozenset[str]

    @classmethod
    def of(cls, grants: Sequence[FormGrants]) -> Standing:
        hidden = _hidden(grants)
        return cls({verb: _allowed(grants, verb) for verb in VERBS}, hidden, _locked(grants) | hidden)


def allowed(rights: Rights, actor: Actor | None, form: str, verb: Verb) -> tuple[Expression, ...] | bool:
    """True for every record, False for none, else the conditions of which one must hold."""
    return rights.standing(actor, form).allowed[verb]


def predicate(rights: Rights, actor: Actor | None, form: str, verb: Verb, place: SqlPlace) -> ColumnElement[bool]:
    """The records of the form that the actor may see (or change …), for the WHERE of every query."""
    found = allowed(rights, actor, form, verb)
    if isinstance(found, bool):
        return true() if found else false()
    return or_(*(condition.to_sql(place) for condition in found))


def permits(rights: Rights, actor: Actor | None, form: str, verb: Verb, values: Mapping[str, object]) -> bool:
    """Whether the actor may do it with this record; `values` are its names as expressions see them, `me` included."""
    found = allowed(rights, actor, form, verb)
    if isinstance(found, bool):
        return found
    return any(condition.evaluate(values) is True for condition in found)


def hidden(rights: Rights, actor: Actor | None, form: str) -> frozenset[str]:
    """Fields of the form that the actor never sees."""
    return rights.standing(actor, form).hidden


def locked(rights: Rights, actor: Actor | None, form: str) -> frozenset[str]:
    """Fields of the form that the actor never writes."""
    return rights.standing(actor, form).locked


def _allowed(grants: Sequence[FormGrants], verb: Verb) -> tuple[Expression, ...] | bool:
    given = [one.grants[verb] for one in grants]
    if True in given:
        return True
    return tuple(one for one in given if isinstance(one, Expression)) or False


def _hidden(grants: Sequence[FormGrants]) -> frozenset[str]:
    """A field one role hides is shown when another role shows it on every record. A role that sees some records only
    does not uncover a field on the others.
    """
    seeing = [one for one in grants if one.sees]
    full = [one for one in seeing if one.grants["see"] is True]
    hiding = frozenset[str]().union(*(one.hide for one in seeing))
    return frozenset(name for name in hiding if all(name in one.hide for one in full))


def _locked(grants: Sequence[FormGrants]) -> frozenset[str]:
    """Locked by every role that may write there."""
    writing = [one.lock for one in grants if one.writes]
    return frozenset.intersection(*writing) if writing else frozenset()
