"""An engine with the lending library in it, whose definitions change while people work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from engine.app.app import App
from engine.app.files import read_folder
from engine.app.load import load_files
from engine.lang.diagnostics import render
from engine.runtime import decide, inbox, listing, submit
from engine.runtime.engine import Engine
from engine.runtime.ids import new_id
from engine.runtime.publish import Plan
from engine.runtime.turn import Turn
from engine.storage import people
from engine.storage.people import Person
from engine.storage.records import Record

T = TypeVar("T")
LIBRARY = Path(__file__).parents[1] / "apps/library"
FILES = read_folder(LIBRARY).files
Edit = tuple[str, str]


def edited(files: Mapping[str, str], edits: Mapping[str, Edit | None]) -> dict[str, str]:
    """The files with a piece of text in some of them replaced, once; with nothing instead of a pair, without them."""
    changed = dict(files)
    for name, edit in edits.items():
        if edit is None:
            del changed[name]
            continue
        old, new = edit
        assert old in changed.get(name, ""), f"{name} does not say {old}"
        changed[name] = changed[name].replace(old, new, 1)
    return changed


def compiled(files: Mapping[str, str]) -> App:
    loaded = load_files(files)
    assert loaded.app is not None, render(loaded.diagnostics)
    return loaded.app


@dataclass
class Site:
    """The library with a librarian, ann, and a reader, bob."""

    engine: Engine
    files: Mapping[str, str] = field(default_factory=lambda: FILES)
    people: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def open(cls, url: str, folder: Path) -> Site:
        site = cls(Engine.open(url, folder / "files"))
        site.engine.install(compiled(site.files))
        for login, role in (("ann", "librarian"), ("bob", "reader")):
            site.people[login] = site.engine.database.write_now(lambda c, who=login, r=role: _person(c, who, r))
        return site

    def publish(self, files: Mapping[str, str], *, accept: bool = False) -> Plan:
        """The plan that was carried out."""
        plan = self.engine.publish(compiled(files), accept=accept).plan
        self.files = files
        return plan

    def turn(self, login: str, command: Callable[[Turn], T]) -> T:
        person = self.people[login]
        return self.engine.database.write_now(lambda c: command(self.engine.turn(c, "library", person)))

    def sent(self, login: str, form: str, values: Mapping[str, Any], rev: int | None = None, id: str = "") -> Record:
        return self.turn(login, lambda turn: submit.submit(turn, form, id or new_id(), values, rev=rev))

    def one(self, form: str, record_id: str, login: str = "ann") -> dict[str, Any]:
        return dict(self.turn(login, lambda turn: listing.one(turn, form, record_id)))

    def timeline(self, form: str, record_id: str, login: str = "ann") -> list[dict[str, Any]]:
        return list(self.turn(login, lambda turn: listing.timeline(turn, form, record_id)))

    def history(self, form: str, record_id: str, login: str = "ann") -> list[dict[str, Any]]:
        return list(self.turn(login, lambda turn: listing.history(turn, form, record_id)))

    def tasks(self, login: str = "ann", box: str = "todo") -> list[dict[str, Any]]:
        return list(self.turn(login, lambda turn: inbox.tasks(turn, box)))

    def task(self, task_id: str, login: str = "ann") -> dict[str, Any]:
        return dict(self.turn(login, lambda turn: inbox.task(turn, task_id)))

    def decide(self, task_id: str, outcome: str, values: Mapping[str, Any] | None = None, login: str = "ann") -> None:
        self.turn(login, lambda turn: decide.decide(turn, task_id, outcome, values or {}))

    def asked_for_time(self) -> tuple[Record, Record]:
        """A loan, and bob's request for seven days more, which waits for ann."""
        book = self.sent("ann", "book", {"title": "Flatland", "code": new_id(), "genre": "science"})
        member = self.sent("ann", "member", {"full_name": "Bob", "reader": self.people["bob"].id})
        loan = self.sent("ann", "loan", {"book": book.id, "member": member.id})
        return loan, self.sent("bob", "extension", {"loan": loan.id, "days_asked": 7})


def _person(connection: Connection, login: str, role: str) -> Person:
    person = people.add_person(connection, Person(new_id(), login, login.title(), language="en"))
    people.set_roles(connection, person.id, "library", [role])
    return person
