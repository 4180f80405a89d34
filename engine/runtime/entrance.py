"""Coming in and going out: sessions, passwords, one-time links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from engine.access.secrets import is_api_token, verify_password
from engine.lang.problems import Problem, Refused, SignedOut
from engine.runtime.attempts import Attempts
from engine.runtime.engine import Engine
from engine.runtime.office import By, note
from engine.runtime.turn import Turn
from engine.storage import people, sessions, tokens
from engine.storage.people import Person
from engine.storage.tokens import Bearer

T = TypeVar("T")


class SignInWrong(Refused):
    """The login or the password is wrong; nobody learns which."""

    code = "sign-in-wrong"


class Entrance:
    """Signs people in to a running engine and knows who is behind a session."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._attempts = Attempts()

    def _welcome(self, person: Person | None) -> Person | None:
        """The person, if they may come in themselves: a service only sends its tokens."""
        return person if person is not None and not person.service and self._known(person) else None

    def _known(self, person: Person) -> bool:
        """Active; people of the demo exist in demo mode only."""
        return person.active and (self._engine.demo or not person.demo)

    async def person_of(self, token: str) -> Person | None:
        """The active person of a session."""
        now = self._engine.clock()
        person, note = await self._engine.database.read(lambda connection: self._behind(connection, token, now))
        if person is not None and note:
            await self._engine.database.write(lambda connection: sessions.note_use(connection, token, now))
        return person

    async def act(self, token: str, app_id: str, command: Callable[[Turn], T], together: str | None = None) -> T:
        """Run a command for the person of a session, who is looked for in the same transaction."""

        def known(connection: Connection) -> T:
            now = self._engine.clock()
            person, note = self._behind(connection, token, now)
            if person is None:
                raise SignedOut
            if note:
                sessions.note_use(connection, token, now)
            return command(self._engine.turn(connection, app_id, person))

        return await self._engine.database.write(known, together)

    def _behind(self, connection: Connection, token: str, now: datetime) -> tuple[Person | None, bool]:
        """The person of a session, and whether it is time to note that it was used."""
        session = sessions.find_session(connection, token, now)
        person = people.person_by_id(connection, session.person_id) if session else None
        return self._welcome(person), session is not None and session.wants_noting(now)

    async def bearer_of(self, secret: str) -> Bearer | None:
        """The active person of an API token. What does not even look like one is not looked up."""
        if not is_api_token(secret):
            return None
        database, now = self._engine.database, self._engine.clock()
        found = await database.read(lambda connection: tokens.bearer_of(connection, secret, now))
        if found is None or not self._known(found):
            return None
        token = found.token
        if token.wants_noting(now):
            await database.write(lambda connection: tokens.note_use(connection, token.id, now))
        return found

    async def by_password(self, login: str, password: str, address: str) -> tuple[Person, str]:
        """A wrong login and a wrong password get the same answer in the same time."""
        database, now = self._engine.database, self._engine.clock()
        self._attempts.check(login, address, now)
        person = await database.read(lambda connection: people.person_by_login(connection, login))
        person = self._welcome(person)
        known = person.password_hash if person is not None else None
        matches = await database.read(lambda _: verify_password(known, password))
        if person is None or not matches:
            self._attempts.failed(login, address, now)
            raise SignInWrong(Problem(("password",), "sign-in-wrong"))
        return person, await database.write(lambda connection: sessions.open_session(connection, person.id, now))

    async def by_link(self, token: str) -> tuple[Person, str]:
        now = self._engine.clock()

        def command(connection: Connection) -> tuple[Person, str]:
            person_id = sessions.use_link(connection, token, now)
            person = self._welcome(people.person_by_id(connection, person_id) if person_id else None)
            if person is None:
                raise Refused(Problem(("token",), "link-used"))
            return person, sessions.open_session(connection, person.id, now)

        return await self._engine.database.write(command)

    async def leave(self, token: str) -> None:
        await self._engine.database.write(lambda connection: sessions.revoke(connection, token))

    async def speak(self, person: Person, language: str) -> Person:
        """Remember the language a person reads."""
        changed, by = replace(person, language=language), By.of(person, self._engine.clock())

        def command(connection: Connection) -> Person:
            people.change_person(connection, changed)
            note(connection, by, "person", person.id, "language", {"language": language})
            return changed

        return await self._engine.database.write(command)
