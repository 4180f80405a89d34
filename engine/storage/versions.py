"""The published versions of each app: all its files as text, and their hash. Nothing published is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Integer, Table, func, insert, select, true

from engine.storage.system import JsonColumn, metadata, moment, text, text_or_none

app_version = Table(
    "app_version",
    metadata,
    text("app", primary_key=True),
    Column("version", Integer, primary_key=True),
    text("hash"),
    Column("files", JsonColumn, nullable=False),
    moment("published_at"),
    text_or_none("published_by"),
    text_or_none("origin"),
)

PACKAGE = "package"
"""The origin of a version that was imported; one read from an app folder has none."""


@dataclass(frozen=True, slots=True)
class AppVersion:
    """`version` counts the publications of an app, 1, 2, …; `files` maps paths in the app's folder to their text."""

    app: str
    version: int
    hash: str
    files: Mapping[str, str]
    published_at: datetime
    published_by: str | None
    origin: str | None = None


_VERSIONS = select(*(app_version.c[name] for name in AppVersion.__dataclass_fields__))


def publish_version(
    connection: Connection,
    app: str,
    files: Mapping[str, str],
    files_hash: str,
    *,
    at: datetime,
    by: str | None,
    origin: str | None = None,
) -> AppVersion:
    """Keep these files as the app's next version; the same files as the latest are no new version.

    What was only read from a folder is another thing to import, so then it is one.
    """
    latest = latest_version(connection, app)
    if latest and latest.hash == files_hash and origin in (None, latest.origin):
        return latest
    published = AppVersion(app, latest.version + 1 if latest else 1, files_hash, dict(files), at, by, origin)
    row = {name: getattr(published, name) for name in AppVersion.__dataclass_fields__}
    connection.execute(insert(app_version).values(row))
    return published


def latest_version(connection: Connection, app: str) -> AppVersion | None:
    newest = _VERSIONS.where(app_version.c.app == app).order_by(app_version.c.version.desc()).limit(1)
    row = connection.execute(newest).first()
    return AppVersion(*row) if row else None


def version_of(connection: Connection, app: str, version: int) -> AppVersion | None:
    chosen = _VERSIONS.where(app_version.c.app == app, app_version.c.version == version)
    row = connection.execute(chosen).first()
    return AppVersion(*row) if row else None


def version_by_hash(connection: Connection, app: str, files_hash: str) -> AppVersion | None:
    """The last publication of exactly these files."""
    same = _VERSIONS.where(app_version.c.app == app, app_version.c.hash == files_hash)
    row = connection.execute(same.order_by(app_version.c.version.desc()).limit(1)).first()
    return AppVersion(*row) if row else None


def latest_versions(connection: Connection) -> tuple[AppVersion, ...]:
    """The newest version of every app, by app."""
    return _newest(connection, true())


def imported_versions(connection: Connection) -> tuple[AppVersion, ...]:
    """The newest version of every app that was imported, by app."""
    return _newest(connection, app_version.c.origin == PACKAGE)


def _newest(connection: Connection, where: ColumnElement[bool]) -> tuple[AppVersion, ...]:
    newest = select(app_version.c.app, func.max(app_version.c.version)).where(where).group_by(app_version.c.app)
    found = (version_of(connection, app, version) for app, version in connection.execute(newest).all())
    return tuple(sorted((one for one in found if one), key=lambda one: one.app))
