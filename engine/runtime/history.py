"""The publications of an app as the database holds them, each compiled when somebody needs it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from engine.app.app import App
from engine.app.layout import History, Published
from engine.app.load import load_files
from engine.runtime.turn import Installed
from engine.storage.layouts import layouts_of
from engine.storage.versions import latest_version, version_of


def history_of(connection: Connection, app_id: str) -> History:
    """What has been published of an app, to be used while this connection is open."""
    layouts = layouts_of(connection, app_id)
    latest = latest_version(connection, app_id)
    if latest is None:
        return History()
    if latest.version not in layouts:  # published by an engine that had no layouts yet: it never moved anything
        app = load_files(latest.files).app
        layouts = {latest.version: {} if app is None else Installed.of(app).tables.layout, **layouts}
    return History(
        tuple(
            Published(version, layout, partial(_compiled, connection, app_id, version))
            for version, layout in sorted(layouts.items(), reverse=True)
        )
    )


def installed_as(connection: Connection, app: App, version: int) -> Installed:
    """An app as it runs, being the last publication."""
    history = history_of(connection, app.id)
    return replace(Installed.of(app), version=version, trail=history.trail_names(), former=history.former_names())


def _compiled(connection: Connection, app_id: str, version: int) -> App | None:
    published = version_of(connection, app_id, version)
    return None if published is None else load_files(published.files).app
