"""An app installed in a database, and its stage in a transaction that is undone.

`open_app` has a fresh database of each kind; `library` is one SQLite file for what no database decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection, func, select

from engine.app.load import load
from engine.lang.diagnostics import render
from engine.runtime.engine import SITE_ZONE, Engine
from engine.runtime.steps.live import LiveStage
from engine.runtime.turn import Installed

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
APPS = {"quality_trace": ROOT / "apps/quality_trace", "library": ROOT / "tests/apps/library"}
NOW = datetime(2026, 4, 1, 2, tzinfo=UTC)


class _Undone(Exception):
    """Ends a transaction without keeping anything."""

    def __init__(self, answer: object) -> None:
        self.answer = answer


class Theatre:
    """An engine with one app. `undone` tries something and takes it back; `kept` does it."""

    def __init__(self, engine: Engine, installed: Installed) -> None:
        self.engine = engine
        self.installed = installed
        self.app = installed.app

    def stage(self, connection: Connection) -> LiveStage:
        return LiveStage(connection, self.installed, SITE_ZONE, NOW)

    def rows(self, connection: Connection, form: str) -> int:
        """How many records of a form are stored."""
        return connection.execute(select(func.count()).select_from(self.installed.tables.form(form).table)).scalar_one()

    def kept(self, act: Callable[[LiveStage], T]) -> T:
        return self.engine.database.write_now(lambda connection: act(self.stage(connection)))

    def undone(self, act: Callable[[LiveStage], T]) -> T:
        def command(connection: Connection) -> None:
            raise _Undone(act(self.stage(connection)))

        try:
            self.engine.database.write_now(command)
        except _Undone as undone:
            return undone.answer  # type: ignore[return-value]
        raise AssertionError("kept")


def theatre_of(engine: Engine, app_id: str) -> Theatre:
    loaded = load(APPS[app_id])
    assert loaded.app is not None, render(loaded.diagnostics)
    return Theatre(engine, engine.install(loaded.app))


@pytest.fixture
def open_app(database_url: str, tmp_path: Path) -> Iterator[Callable[[str], Theatre]]:
    engine = Engine.open(database_url, tmp_path / "files")
    yield lambda app_id: theatre_of(engine, app_id)
    engine.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    """The library app; nothing is ever kept in it."""
    folder = tmp_path_factory.mktemp("library")
    engine = Engine.open(f"sqlite:///{folder / 'library.sqlite'}", folder / "files")
    yield theatre_of(engine, "library")
    engine.close()


@pytest.fixture
def new_library(sqlite: str, tmp_path: Path) -> Iterator[Theatre]:
    """The library app with a database of its own."""
    engine = Engine.open(sqlite, tmp_path / "files")
    yield theatre_of(engine, "library")
    engine.close()
