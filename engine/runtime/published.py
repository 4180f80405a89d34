"""What is published in the database, as it is to be served: read anew when somebody published or removed an app."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from engine.app.load import load_files
from engine.lang.diagnostics import render
from engine.runtime.turn import Installed
from engine.storage.versions import imported_versions, removed_apps


@dataclass(frozen=True, slots=True)
class Published:
    """The apps to serve, and what is to be said of those that cannot run any more."""

    installed: dict[str, Installed]
    complaints: tuple[str, ...]


def read_published(connection: Connection, served: Mapping[str, Installed], folders: Collection[str]) -> Published:
    """The newest imported version of each app, beside those served from folders named for it.

    An app whose definitions are the same is not compiled again. One that cannot run, as after an engine has become
    stricter, goes on as it is served, if it is.
    """
    removed = removed_apps(connection)
    installed = {name: one for name, one in served.items() if name in folders or name not in removed}
    complaints = list[str]()
    for version in imported_versions(connection):
        there = installed.get(version.app)
        if version.app in folders or (there is not None and there.app.hash == version.hash):
            continue
        loaded = load_files(version.files)
        if loaded.app is None:
            complaints.append(f"{version.app}, version {version.version}, cannot run:\n{render(loaded.diagnostics)}")
        else:
            installed[version.app] = Installed.of(loaded.app)
    return Published(installed, tuple(complaints))
