"""Apps that came as packages: taken into the database whole or not at all, and installed from there."""

from __future__ import annotations

from sqlalchemy import Connection

from engine.app.load import load_files
from engine.app.package import read_package
from engine.lang.diagnostics import render
from engine.runtime.engine import DefinitionsWrong, Engine
from engine.runtime.turn import Installed
from engine.storage.migrate import migrate
from engine.storage.versions import PACKAGE, AppVersion, imported_versions, publish_version, return_app


def import_package(engine: Engine, content: bytes, by: str | None = None) -> AppVersion:
    """Keep the app in a package as its next version, with the tables it needs, in one transaction.

    PackageRefused for what is no plain package, DefinitionsWrong with every finding for an app that may not run.
    """
    loaded = load_files(read_package(content))
    if loaded.app is None:
        raise DefinitionsWrong(render(loaded.diagnostics))
    app, now = loaded.app, engine.clock()

    def command(connection: Connection) -> AppVersion:
        migrate(connection, Installed.of(app).tables.metadata)
        return_app(connection, app.id)
        return publish_version(connection, app.id, app.files, app.hash, at=now, by=by, origin=PACKAGE)

    return engine.database.write_now(command)


def install_imported(engine: Engine) -> list[str]:
    """Install the newest imported version of every app not installed from a folder.

    The answer says which cannot run any more, as after an engine has become stricter; the others run all the same.
    """
    complaints = list[str]()
    for version in engine.database.read_now(imported_versions):
        if version.app in engine.installed:
            continue
        loaded = load_files(version.files)
        if loaded.app is None:
            complaints.append(f"{version.app}, version {version.version}, cannot run:\n{render(loaded.diagnostics)}")
        else:
            engine.install(loaded.app)
    return complaints
