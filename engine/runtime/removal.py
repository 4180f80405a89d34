"""Taking an app out of sight and bringing it back: its records, versions and trail stay where they are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from engine.app.load import load_files
from engine.lang.problems import NotFound, Problem, Refused
from engine.runtime.office import By, note
from engine.runtime.turn import Installed
from engine.storage.cases import running_count
from engine.storage.people import holders_in
from engine.storage.versions import AppVersion, latest_version, remove_app, removed_apps, return_app


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing an app would do: `records` by form stay, `running` cases stand against it, `people` lose sight."""

    app: str
    version: int
    removed: bool
    running: int
    people: int
    records: dict[str, int]

    def to_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def plan_removal(connection: Connection, app_id: str) -> Removal:
    """Changes nothing. NotFound for an app that was never published here."""
    version = _known(connection, app_id)
    app = load_files(version.files).app
    records = dict[str, int]()
    for form in () if app is None else Installed.of(app).tables:
        there = select(func.count()).where(form.table.c.deleted_at.is_(None))
        records[form.id] = connection.execute(there).scalar_one()
    return Removal(
        app_id,
        version.version,
        app_id in removed_apps(connection),
        running_count(connection, app_id),
        holders_in(connection, app_id),
        records,
    )


def remove(connection: Connection, app_id: str, by: By) -> Removal:
    """Take the app out of sight. Refused while cases run: nobody could end them."""
    plan = plan_removal(connection, app_id)
    if plan.running:
        raise Refused(Problem((), "app-in-use", {"count": str(plan.running)}))
    if not plan.removed:
        remove_app(connection, app_id, at=by.now, by=by.actor)
        note(connection, by, "app", app_id, "remove", {"version": plan.version})
    return plan


def bring_back(connection: Connection, app_id: str, by: By) -> AppVersion:
    """Serve the app again as it was published last, with everything people entered."""
    version = _known(connection, app_id)
    if return_app(connection, app_id):
        note(connection, by, "app", app_id, "return", {"version": version.version})
    return version


def _known(connection: Connection, app_id: str) -> AppVersion:
    version = latest_version(connection, app_id)
    if version is None:
        raise NotFound(Problem((), "app-unknown", {"app": app_id}))
    return version
