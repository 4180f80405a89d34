"""A workshop whose forms have the kinds that need the whole engine: links, people, rights, several at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from engine.app.load import load_files
from engine.lang.diagnostics import render
from engine.runtime import present
from engine.runtime.engine import Engine
from engine.runtime.ids import new_id
from engine.runtime.submit import submit
from engine.runtime.turn import Turn
from engine.storage import people
from engine.storage.people import Person

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
APP = """
app: workshop
title: {zh: 车间, en: Workshop}
version: 0.1.0
"""


class Workshop:
    """An engine with one app out of texts, and people in it."""

    def __init__(self, url: str, files: Path, forms: Mapping[str, str], roles: str) -> None:
        texts = {"app.yaml": APP, "roles.yaml": roles, **{f"forms/{name}.yaml": text for name, text in forms.items()}}
        loaded = load_files(texts)
        assert loaded.app is not None, render(loaded.diagnostics)
        self.engine = Engine.open(url, files, lambda: NOW)
        self.engine.install(loaded.app)

    def person(self, login: str, roles: Collection[str] = ("admin",), **more: Any) -> Person:
        def command(connection: Connection) -> Person:
            person = people.add_person(connection, Person(new_id(), login, login, **more))
            people.set_roles(connection, person.id, "workshop", roles)
            return person

        return self.engine.database.write_now(command)

    def turn(self, connection: Connection, person: Person) -> Turn:
        return self.engine.turn(connection, "workshop", person)

    def send(
        self,
        person: Person,
        form: str,
        values: Mapping[str, Any],
        *,
        id: str | None = None,
        rev: int | None = None,
        draft: bool = False,
    ) -> dict[str, Any]:
        """The record as the API answers it."""

        def command(connection: Connection) -> dict[str, Any]:
            turn = self.turn(connection, person)
            record = submit(turn, form, id or new_id(), values, rev=rev, draft=draft)
            return present.record(turn, form, record)

        return self.engine.database.write_now(command)

    def look(self, person: Person, query: Any) -> Any:
        return self.engine.database.read_now(lambda connection: query(self.turn(connection, person)))

    def close(self) -> None:
        self.engine.close()
