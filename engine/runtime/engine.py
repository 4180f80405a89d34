"""The running engine: a database, the apps installed in it, and the doors for commands and reads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection

from engine.app.app import App
from engine.app.load import load
from engine.forms.form import Form
from engine.lang.diagnostics import render
from engine.lang.problems import NotFound
from engine.reports.period import SITE_ZONE
from engine.runtime import cases, move, notices, submit  # each brings the effects it carries out
from engine.runtime.ids import new_id
from engine.runtime.people import actor
from engine.runtime.publish import Plan, Publication, plan_of, publish
from engine.runtime.published import read_published
from engine.runtime.system import THE_SYSTEM
from engine.runtime.timetables import plan_schedules
from engine.runtime.turn import Installed, Turn
from engine.storage import inbox
from engine.storage.cases import load_case
from engine.storage.copies import copy_by_id
from engine.storage.database import Database
from engine.storage.departments import adopt_written_names
from engine.storage.earlier_cases import adopt_activations
from engine.storage.files import FileStore
from engine.storage.migrate import migrate
from engine.storage.people import Person
from engine.storage.versions import published_so_far

log = logging.getLogger(__name__)
T = TypeVar("T")
EFFECT_OWNERS = (cases, move, notices, submit)


def utc_now() -> datetime:
    return datetime.now(UTC)


def _prepare(connection: Connection) -> None:
    """The engine's own tables, and what people entered into their earlier shape."""
    migrate(connection)
    adopt_written_names(connection, new_id)
    adopt_activations(connection)


class DefinitionsWrong(Exception):
    """An app folder with findings cannot be installed; the text shows them all."""


class Engine:
    """Opens a database and runs turns on the apps in it."""

    def __init__(self, database: Database, files: FileStore, clock: Callable[[], datetime] = utc_now) -> None:
        self.database = database
        self.files = files
        self.clock = clock
        self.installed: dict[str, Installed] = {}
        self.demo = False
        """Whether the demo's people may come in."""
        self._folders: set[str] = set()
        """The apps of folders somebody named: they are served also where they were removed."""
        self._published = 0
        self._reading = Lock()

    @classmethod
    def open(cls, url: str, files: Path, clock: Callable[[], datetime] = utc_now) -> Engine:
        database = Database.open(url)
        database.write_now(_prepare)
        return cls(database, FileStore(files), clock)

    def install_folder(self, folder: Path, *, stands_in: bool = False) -> Installed:
        """Load the app in a folder and install it; DefinitionsWrong with every finding when anything is wrong.

        One that only stands in gives way when an app of its id is imported or removed.
        """
        loaded = load(folder)
        if loaded.app is None:
            raise DefinitionsWrong(render(loaded.diagnostics))
        if not stands_in:
            self._folders.add(loaded.app.id)
        return self.install(loaded.app)

    def install(self, app: App) -> Installed:
        """Publish the app as it stands, and run it. PlanRefused when something people entered would be lost."""
        return self.publish(app).installed

    def publish(
        self, app: App, *, by: str | None = None, origin: str | None = None, accept: bool = False
    ) -> Publication:
        """Publish an app and run it from now on. PlanRefused when something would be lost and that is not accepted."""
        at = self.clock()

        def command(connection: Connection) -> Publication:
            published = publish(connection, app, at=at, by=by, origin=origin, accept=accept)
            plan_schedules(connection, app, at, SITE_ZONE)
            return published

        done = self.database.write_now(command)
        self.installed[app.id] = done.installed
        return done

    def plan(self, app: App) -> Plan:
        """What publishing this app would do."""
        return self.database.read_now(lambda connection: plan_of(connection, app))

    def form(self, app_id: str, form_id: str) -> Form | None:
        """A form as it is served at this moment, for what may be done before a transaction; whoever has one asks it."""
        installed = self.installed.get(app_id)
        return None if installed is None else installed.app.forms.get(form_id)

    def turn(self, connection: Connection, app_id: str, person: Person) -> Turn:
        """This person's turn in an app; somebody without any role there finds no such app."""
        turn = self._turn(connection, app_id, person)
        if turn is None:
            raise NotFound
        return turn

    def keep_up(self, connection: Connection) -> None:
        """Serve what is published now, whichever process published it: asked anew in every transaction."""
        number = published_so_far(connection)
        if number == self._published:
            return
        with self._reading:
            if number != self._published:
                published = read_published(connection, self.installed, self._folders)
                for complaint in published.complaints:
                    log.error(complaint)
                self.installed, self._published = published.installed, number

    def _turn(self, connection: Connection, app_id: str, person: Person) -> Turn | None:
        self.keep_up(connection)
        installed = self.installed.get(app_id)
        if installed is None or not person.enters(app_id):
            return None
        who = installed.app.rights.held_by(actor(connection, person, app_id))
        return Turn(connection, installed, who, self.clock(), SITE_ZONE) if who.roles else None

    def turn_of_system(self, connection: Connection, app_id: str) -> Turn:
        """The engine's own turn in an app: no person's rights bind it. NotFound where the app is not installed."""
        installed = self.installed.get(app_id)
        if installed is None:
            raise NotFound
        return Turn(connection, installed, THE_SYSTEM, self.clock(), SITE_ZONE, depth=1)

    async def act(self, person: Person, app_id: str, command: Callable[[Turn], T]) -> T:
        """Run a command in one transaction."""
        return await self.database.write(lambda connection: command(self.turn(connection, app_id, person)))

    async def look(self, person: Person, app_id: str, query: Callable[[Turn], T]) -> T:
        """Run a query over one snapshot."""
        return await self.database.read(lambda connection: query(self.turn(connection, app_id, person)))

    async def look_everywhere(self, person: Person, query: Callable[[Turn], list[T]]) -> list[T]:
        """The answers of every app the person has a role in, one after another."""

        def everywhere(connection: Connection) -> list[T]:
            self.keep_up(connection)
            turns = (self._turn(connection, app_id, person) for app_id in tuple(self.installed))
            return [one for turn in turns if turn is not None for one in query(turn)]

        return await self.database.read(everywhere)

    async def write(self, command: Callable[[Connection], T]) -> T:
        """Run a command that belongs to no app in one transaction."""
        return await self.database.write(command)

    def roles(self) -> dict[str, frozenset[str]]:
        """The roles of every installed app."""
        return {app_id: frozenset(one.app.rights.roles) for app_id, one in self.installed.items()}

    async def read(self, query: Callable[[Connection], T]) -> T:
        return await self.database.read(query)

    async def app_of_task(self, task_id: str) -> str:
        """The app a task belongs to; NotFound when there is none."""
        return await self.database.read(lambda connection: inbox.task_by_id(connection, task_id).app)

    async def app_of_case(self, case_id: str) -> str:
        """The app a case belongs to; NotFound when there is none."""
        return await self.database.read(lambda connection: load_case(connection, case_id).app)

    async def app_of_copy(self, copy_id: str) -> str:
        """The app somebody was told of a case in; NotFound when there is none."""
        return await self.database.read(lambda connection: copy_by_id(connection, copy_id).app)

    def close(self) -> None:
        self.database.close()
