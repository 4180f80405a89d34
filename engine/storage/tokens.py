"""API tokens: how a program signs in as a person. Only hashes are stored; a revoked one stays: the trail names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Boolean, Column, ColumnElement, Connection, Table, insert, select, update

from engine.access.secrets import hash_token, make_api_token
from engine.lang.columns import ListColumn
from engine.lang.problems import NotFound, Problem
from engine.storage.people import Person, person_by_id
from engine.storage.system import metadata, moment, moment_or_none, text, text_or_none

SEEN_EVERY = timedelta(minutes=5)
"""A token's last use is noted this often, so that reading writes nothing."""

api_token = Table(
    "api_token",
    metadata,
    text("id", primary_key=True),
    text("token_hash", unique=True),
    text("person_id", index=True),
    text("name"),
    Column("apps", ListColumn(), nullable=False),
    Column("read_only", Boolean, nullable=False),
    text_or_none("made_by"),
    moment("made_at"),
    moment_or_none("expires_at"),
    moment_or_none("used_at"),
    moment_or_none("revoked_at"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """What a token may: `apps` it opens (none named: all of the person's), perhaps reading only."""

    id: str
    person_id: str
    name: str
    apps: tuple[str, ...]
    read_only: bool
    made_by: str | None
    made_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        return self.revoked_at is not None or (self.expires_at is not None and self.expires_at <= now)

    def wants_noting(self, now: datetime) -> bool:
        """Whether it is time to `note_use`."""
        return self.used_at is None or now - self.used_at >= SEEN_EVERY


@dataclass(frozen=True, slots=True)
class Bearer(Person):
    """A person for whom a program comes, with no more than its token allows."""

    token: Token = field(kw_only=True)

    @property
    def via(self) -> str | None:
        return self.token.id

    def enters(self, app: str) -> bool:
        return not self.token.apps or app in self.token.apps


_FIELDS = tuple(Token.__dataclass_fields__)
_TOKENS = select(*(api_token.c[name] for name in _FIELDS))


def make_token(connection: Connection, token: Token) -> str:
    """Keep it; the secret returned is the only copy there is."""
    secret = make_api_token()
    row = {name: getattr(token, name) for name in _FIELDS} | {"apps": list(token.apps)}
    connection.execute(insert(api_token).values(row | {"token_hash": hash_token(secret)}))
    return secret


def bearer_of(connection: Connection, secret: str, now: datetime) -> Bearer | None:
    """The person behind a token that is still good, as its bearer."""
    found = _read(connection, api_token.c.token_hash == hash_token(secret))
    person = person_by_id(connection, found[0].person_id) if found and not found[0].is_over(now) else None
    if person is None:
        return None
    return Bearer(**{name: getattr(person, name) for name in Person.__dataclass_fields__}, token=found[0])


def tokens_of(connection: Connection, person_id: str) -> Sequence[Token]:
    """The newest first, those that are over included."""
    return _read(connection, api_token.c.person_id == person_id)


def note_use(connection: Connection, token_id: str, now: datetime) -> None:
    connection.execute(update(api_token).where(api_token.c.id == token_id).values(used_at=now))


def revoke(connection: Connection, person_id: str, token_id: str, now: datetime) -> None:
    """From now on it opens nothing; NotFound where the person has no such token."""
    own = api_token.c.id == token_id, api_token.c.person_id == person_id
    if not connection.execute(select(api_token.c.id).where(*own)).first():
        raise NotFound(Problem((), "not-found"))
    connection.execute(update(api_token).where(*own, api_token.c.revoked_at.is_(None)).values(revoked_at=now))


def revoke_all(connection: Connection, person_id: str, now: datetime) -> None:
    standing = api_token.c.person_id == person_id, api_token.c.revoked_at.is_(None)
    connection.execute(update(api_token).where(*standing).values(revoked_at=now))


def _read(connection: Connection, which: ColumnElement[bool]) -> tuple[Token, ...]:
    rows = connection.execute(_TOKENS.where(which).order_by(api_token.c.made_at.desc(), api_token.c.id))
    return tuple(replace(Token(*row), apps=tuple(row.apps)) for row in rows)
