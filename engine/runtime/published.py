"""What is published in the database, as it is to be served: read anew when somebody published or removed an app."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from engine.app.load import load_files
from engine.lang.diagnostics import render
from engine.runtime.history import installed_as
from engine.runtime.turn import Installed
from engine.storage.versions import kept_versions, latest_versions, removed_apps


@dataclass(frozen=True, slots=True)
class Published:
    """The apps to serve, and what is to be said of those that cannot run any more."""

    installed: dict[str, Installed]
    complaints: tuple[str, ...]


def read_published(connection: Connection, served: Mapping[str, Installed], folders: Collection[str]) -> Published:
    """The last publication of each app that is served already, or was published on purpose (docs/decisions/0013).

    An app that nobody published again is not compiled again. One that cannot run, as after an engine has become
    stricter, goes on as it is served, if it is.
    """
    removed = removed_apps(connection)
    installed = {name: one for name, one in served.items() if name in folders or name not in removed}
    complaints = list[str]()
    kept = {version.app for version in kept_versions(connection)}
    for version in latest_versions(connection):
        there = installed.get(version.app)
        if there.version == version.version if there is not None else version.app not in kept:
            continue
        loaded = load_files(version.files)
        if loaded.app is None:
            complaints.append(f"{version.app}, version {version.version}, cannot run:\n{render(loaded.diagnostics)}")
        else:
            installed[version.app] = installed_as(connection, loaded.app, version.version)
    return Published(installed, tuple(complaints))
