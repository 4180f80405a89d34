"""An earlier version of an app is published again, with a plan of its own: what was renamed since is renamed back."""

from __future__ import annotations

from sqlalchemy import Connection

from engine.app.app import App
from engine.app.load import load_files
from engine.lang.diagnostics import render
from engine.lang.problems import NotFound, Problem
from engine.runtime.engine import DefinitionsWrong, Engine
from engine.runtime.publish import Plan, Publication
from engine.storage.versions import ROLLED_BACK, version_of


def planned_rollback(engine: Engine, app_id: str, version: int) -> Plan:
    """What going back to that version would do."""
    return engine.plan(_earlier(engine, app_id, version))


def rollback(engine: Engine, app_id: str, version: int, *, by: str | None = None, accept: bool = False) -> Publication:
    """Publish the files of that version as the next one; PlanRefused when something would be lost."""
    return engine.publish(_earlier(engine, app_id, version), by=by, origin=ROLLED_BACK, accept=accept)


def _earlier(engine: Engine, app_id: str, version: int) -> App:
    """NotFound where there is no such version, DefinitionsWrong where this engine reads it no longer."""

    def query(connection: Connection) -> App:
        published = version_of(connection, app_id, version)
        if published is None:
            raise NotFound(Problem(("version",), "version-unknown", {"app": app_id, "version": str(version)}))
        loaded = load_files(published.files)
        if loaded.app is None:
            raise DefinitionsWrong(render(loaded.diagnostics))
        return loaded.app

    return engine.database.read_now(query)
