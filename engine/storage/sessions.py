"""Who is signed in: sessions kept on the server, and links that sign in once. Tokens are stored as hashes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from engine.access.secrets import hash_token, make_token
from engine.storage.prepared import Prepared
from engine.storage.system import metadata, moment, moment_or_none, text, text_or_none

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)
"""A session's last use is noted this often, so that reading a page writes nothing."""
LINK_VALID = timedelta(hours=24)

session = Table(
    "session",
    metadata,
    text("token_hash", primary_key=True),
    text("person_id", index=True),
    moment("opened_at"),
    moment("seen_at"),
    text_or_none("device"),
)
sign_in_link = Table(
    "sign_in_link",
    metadata,
    text("token_hash", primary_key=True),
    text("person_id", index=True),
    text_or_none("made_by"),
    moment("made_at"),
    moment("expires_at"),
    moment_or_none("used_at"),
)


@dataclass(frozen=True, slots=True)
class Session:
    token_hash: str
    person_id: str
    opened_at: datetime
    seen_at: datetime
    device: str | None

    def is_over(self, now: datetime) -> bool:
        return now - self.seen_at >= IDLE or now - self.opened_at >= ABSOLUTE

    def wants_noting(self, now: datetime) -> bool:
        """Whether it is time to `note_use`."""
        return now - self.seen_at >= SEEN_EVERY


_SESSION = Prepared.of(
    select(*(session.c[name] for name in Session.__dataclass_fields__)).where(
        session.c.token_hash == bindparam("which")
    )
)


def open_session(connection: Connection, person_id: str, now: datetime, device: str | None = None) -> str:
    """Sign a person in; the token returned is the only copy of it."""
    token = make_token()
    row = {"token_hash": hash_token(token), "person_id": person_id, "opened_at": now, "seen_at": now, "device": device}
    connection.execute(insert(session).values(row))
    return token


def find_session(connection: Connection, token: str, now: datetime) -> Session | None:
    """The session of this token, unless it is over (12 hours unused, 7 days in all)."""
    row = _SESSION.first(connection, {"which": hash_token(token)})
    found = Session(*row) if row else None
    return None if found is None or found.is_over(now) else found


def note_use(connection: Connection, token: str, now: datetime) -> None:
    connection.execute(update(session).where(session.c.token_hash == hash_token(token)).values(seen_at=now))


def revoke(connection: Connection, token: str) -> None:
    connection.execute(delete(session).where(session.c.token_hash == hash_token(token)))


def revoke_all(connection: Connection, person_id: str) -> None:
    """Sign a person out everywhere: after a changed password, a lost phone, a person switched off."""
    connection.execute(delete(session).where(session.c.person_id == person_id))


def forget_old_sessions(connection: Connection, now: datetime) -> int:
    over = (session.c.seen_at <= now - IDLE) | (session.c.opened_at <= now - ABSOLUTE)
    return connection.execute(delete(session).where(over)).rowcount


def make_link(
    connection: Connection, person_id: str, now: datetime, *, made_by: str | None = None, valid: timedelta = LINK_VALID
) -> str:
    """A token that signs this person in once, until it expires."""
    token = make_token()
    row = {"token_hash": hash_token(token), "person_id": person_id, "made_by": made_by, "made_at": now}
    connection.execute(insert(sign_in_link).values(row | {"expires_at": now + valid}))
    return token


def revoke_links(connection: Connection, person_id: str) -> None:
    """No link of this person signs anybody in any more."""
    connection.execute(delete(sign_in_link).where(sign_in_link.c.person_id == person_id))


def use_link(connection: Connection, token: str, now: datetime) -> str | None:
    """The person of a link, once: of two who use it at the same time one gets nothing."""
    fresh = (
        sign_in_link.c.token_hash == hash_token(token),
        sign_in_link.c.used_at.is_(None),
        sign_in_link.c.expires_at > now,
    )
    used = update(sign_in_link).where(*fresh).values(used_at=now).returning(sign_in_link.c.person_id)
    return connection.execute(used).scalar_one_or_none()
