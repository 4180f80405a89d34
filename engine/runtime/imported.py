"""Apps that came as packages: taken into the database whole or not at all, and installed from there."""

from __future__ import annotations

from sqlalchemy import Connection

from engine.app.app import App
from engine.app.load import load_files
from engine.app.package import read_package
from engine.lang.diagnostics import render
from engine.runtime.engine import DefinitionsWrong, Engine
from engine.runtime.history import installed_as
from engine.runtime.publish import PlanRefused
from engine.runtime.turn import Installed
from engine.storage.versions import PACKAGE, AppVersion, kept_versions, latest_versions, removed_apps


def import_package(engine: Engine, content: bytes, by: str | None = None, *, accept: bool = False) -> AppVersion:
    """Publish the app in a package as its next version.

    PackageRefused for what is no plain package, DefinitionsWrong with every finding for an app that may not run,
    PlanRefused for one with which something would be lost, unless that is accepted.
    """
    loaded = load_files(read_package(content))
    if loaded.app is None:
        raise DefinitionsWrong(render(loaded.diagnostics))
    return engine.publish(loaded.app, by=by, origin=PACKAGE, accept=accept).version


def install_imported(engine: Engine) -> list[str]:
    """Install the newest version of every app that was imported or published, and is not installed from a folder.

    The answer says which cannot run any more, as after an engine has become stricter; the others run all the same.
    """
    complaints = list[str]()
    for version in engine.database.read_now(kept_versions):
        if version.app in engine.installed:
            continue
        loaded = load_files(version.files)
        if loaded.app is None:
            complaints.append(f"{version.app}, version {version.version}, cannot run:\n{render(loaded.diagnostics)}")
        else:
            complaints += _install(engine, loaded.app)
    return complaints


def install_published(engine: Engine) -> None:
    """Run the last publication of every app in sight that is not installed yet, and publish nothing."""

    def query(connection: Connection) -> dict[str, Installed]:
        removed = removed_apps(connection)
        latest = (one for one in latest_versions(connection) if one.app not in {*engine.installed, *removed})
        found = [(one.version, load_files(one.files).app) for one in latest]
        return {app.id: installed_as(connection, app, version) for version, app in found if app is not None}

    engine.installed |= engine.database.read_now(query)


def _install(engine: Engine, app: App) -> list[str]:
    try:
        engine.install(app)
    except PlanRefused as refused:
        lines = "\n".join(line.message().en for line in refused.plan.blocked or refused.plan.losses)
        return [f"{app.id} is not served: another version was published since, and going back would lose\n{lines}"]
    return []
