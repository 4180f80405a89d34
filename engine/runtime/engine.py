"""The running engine: a database, the apps installed in it, and the doors for commands and reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from engine.access.secrets import verify_password
from engine.app.app import App
from engine.lang.problems import NotFound, Problem, Refused
from engine.reports.period import SITE_ZONE
from engine.runtime.attempts import Attempts
from engine.runtime.people import actor
from engine.runtime.turn import Installed, Turn
from engine.storage import people, sessions
from engine.storage.database import Database
from engine.storage.files import FileStore
from engine.storage.migrate import migrate
from engine.storage.people import Person
from engine.storage.tables import AppTables
from engine.storage.versions import publish_version

T = TypeVar("T")


def utc_now() -> datetime:
    return datetime.now(UTC)


class Engine:
    """Opens a database and runs turns on the apps in it."""

    def __init__(self, database: Database, files: FileStore, clock: Callable[[], datetime] = utc_now) -> None:
        self.database = database
        self.files = files
        self.clock = clock
        self.installed: dict[str, Installed] = {}
        self._attempts = Attempts()

    @classmethod
    def open(cls, url: str, files: Path, clock: Callable[[], datetime] = utc_now) -> Engine:
        database = Database.open(url)
        database.write_now(lambda connection: migrate(connection))
        return cls(database, FileStore(files), clock)

    def install(self, app: App) -> Installed:
        """Make the app's tables and remember this version of its definitions."""
        tables = AppTables.compile(app.id, app.forms.values(), app.trace.lots)
        installed = Installed(app, tables)

        def command(connection: Connection) -> None:
            migrate(connection, tables.metadata)
            publish_version(connection, app.id, app.files, app.hash, at=self.clock(), by=None)

        self.database.write_now(command)
        self.installed[app.id] = installed
        return installed

    def here(self, app_id: str) -> Installed:
        found = self.installed.get(app_id)
        if found is None:
            raise NotFound
        return found

    def turn(self, connection: Connection, app_id: str, person: Person) -> Turn:
        """This person's turn in an app; somebody without any role there finds no such app."""
        installed = self.here(app_id)
        who = actor(connection, person, app_id)
        if not who.roles:
            raise NotFound
        return Turn(connection, installed, who, self.clock(), SITE_ZONE)

    async def act(self, person: Person, app_id: str, command: Callable[[Turn], T]) -> T:
        return await self.database.write(lambda connection: command(self.turn(connection, app_id, person)))

    async def look(self, person: Person, app_id: str, query: Callable[[Turn], T]) -> T:
        return await self.database.read(lambda connection: query(self.turn(connection, app_id, person)))

    async def read(self, query: Callable[[Connection], T]) -> T:
        return await self.database.read(query)

    def close(self) -> None:
        self.database.close()

    # who is there

    async def person_of(self, token: str) -> Person | None:
        """The active person of a session."""
        now = self.clock()

        def query(connection: Connection) -> tuple[Person | None, bool]:
            session = sessions.find_session(connection, token, now)
            person = people.person_by_id(connection, session.person_id) if session else None
            active = person if person is not None and person.active else None
            return active, session is not None and session.wants_noting(now)

        person, note = await self.database.read(query)
        if person is not None and note:
            await self.database.write(lambda connection: sessions.note_use(connection, token, now))
        return person

    async def sign_in_by_password(self, login: str, password: str, address: str) -> tuple[Person, str]:
        """A wrong login and a wrong password get the same answer in the same time."""
        self._attempts.check(login, address, self.clock())
        person = await self.database.read(lambda connection: people.person_by_login(connection, login))
        known = person.password_hash if person is not None and person.active else None
        matches = await self.database.read(lambda _: verify_password(known, password))
        if person is None or not matches:
            self._attempts.failed(login, address, self.clock())
            raise Refused(Problem(("password",), "sign-in-wrong"))
        return person, await self._open_session(person)

    async def sign_in_by_link(self, token: str) -> tuple[Person, str]:
        now = self.clock()

        def command(connection: Connection) -> tuple[Person, str]:
            person_id = sessions.use_link(connection, token, now)
            person = people.person_by_id(connection, person_id) if person_id else None
            if person is None or not person.active:
                raise Refused(Problem(("token",), "link-used"))
            return person, sessions.open_session(connection, person.id, now)

        return await self.database.write(command)

    async def _open_session(self, person: Person) -> str:
        now = self.clock()
        return await self.database.write(lambda connection: sessions.open_session(connection, person.id, now))

    async def sign_out(self, token: str) -> None:
        await self.database.write(lambda connection: sessions.revoke(connection, token))

    async def speak(self, person: Person, language: str) -> Person:
        changed = replace(person, language=language)
        return await self.database.write(lambda connection: people.change_person(connection, changed))
