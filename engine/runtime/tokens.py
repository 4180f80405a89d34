"""API tokens: making, showing and ending them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from engine.lang.problems import Forbidden, NotFound, Problem, Refused
from engine.runtime.ids import new_id
from engine.runtime.office import By, note
from engine.storage import people, tokens
from engine.storage.tokens import Token

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a token is asked for: `apps` it opens (none named: all of the person's)."""

    name: str
    apps: tuple[str, ...] = ()
    read_only: bool = False
    expires_at: datetime | None = None


def issue(connection: Connection, owner: str, wanted: Wanted, *, by: By, known: Collection[str]) -> Json:
    """A new token of a person, its secret shown this once. `by` makes it: the owner, or an operator) another.

    Others make tokens for services only: a token is its person, on the trail too. `known` are the apps there are.
    """
    person = people.person_by_id(connection, owner)
    if person is None or not person.active:
        raise NotFound(Problem((), "not-found"))
    if by.actor not in (None, owner) and not person.service:
        raise Forbidden(Problem((), "service-only"))
    strange = [app for app in wanted.apps if app not in known]
    if strange:
        raise Refused(Problem(("apps",), "token-app-unknown", {"app": strange[0]}))
    if wanted.expires_at is not None and wanted.expires_at <= by.now:
        raise Refused(Problem(("expires_at",), "token-expired-already"))
    token = Token(
        id=new_id(),
        person_id=owner,
        name=wanted.name,
        apps=wanted.apps,
        read_only=wanted.read_only,
        made_by=by.actor,
        made_at=by.now,
        expires_at=wanted.expires_at,
    )
    secret = tokens.make_token(connection, token)
    note(connection, by, "token", token.id, "make", {"person": owner, **describe(token)})
    return {**describe(token), "token": secret}


def end(connection: Connection, owner: str, token_id: str, by: By) -> None:
    """Revoke a token of a person; NotFound where they have none of this id."""
    tokens.revoke(connection, owner, token_id, by.now)
    note(connection, by, "token", token_id, "revoke", {"person": owner})


def standing(connection: Connection, owner: str) -> list[Json]:
    """The person's tokens, the newest first; never a secret."""
    return [describe(token) for token in tokens.tokens_of(connection, owner)]


def describe(token: Token) -> Json:
    return {
        "id": token.id,
        "name": token.name,
        "apps": list(token.apps),
        "read_only": token.read_only,
        "made_at": token.made_at,
        "expires_at": token.expires_at,
        "used_at": token.used_at,
        "revoked_at": token.revoked_at,
    }
