"""The published versions of each app: all its files as text, and their hash. Nothing published is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Integer, Table, delete, func, insert, select, true

from engine.storage.prepared import Prepared
from engine.storage.system import JsonColumn, metadata, moment, text, text_or_none
from engine.storage.upsert import insert_into

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
publication = Table("publication", metadata, text("id", primary_key=True), Column("number", Integer, nullable=False))
"""One row: how often anything was published or removed here. Who serves apps looks whether it is still up to date."""
removed_app = Table("removed_app", metadata, text("app", primary_key=True), moment("at"), text_or_none("by"))
"""Apps out of sight; their versions, records and trail stay."""

PACKAGE, PUBLISHED, ROLLED_BACK = "package", "published", "rolled back"
"""The origin of a version that somebody published on purpose; one read from a server's app folder has none."""


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


_ONE = "one"
_PUBLISHED = Prepared.of(select(publication.c.number))
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
    note_publication(connection)
    return published


def published_so_far(connection: Connection) -> int:
    """A number that grows whenever what is to be served may have changed."""
    row = _PUBLISHED.first(connection, {})
    return row[0] if row else 0


def note_publication(connection: Connection) -> None:
    """Have every server that shares this database look anew at what it serves."""
    first = insert_into(connection, publication).values(id=_ONE, number=1)
    counted = {"number": publication.c.number + 1}
    connection.execute(first.on_conflict_do_update(index_elements=["id"], set_=counted))


def remove_app(connection: Connection, app: str, *, at: datetime, by: str | None) -> None:
    """Take an app out of sight."""
    connection.execute(insert_into(connection, removed_app).values(app=app, at=at, by=by).on_conflict_do_nothing())
    note_publication(connection)


def return_app(connection: Connection, app: str) -> bool:
    """Bring a removed app back into sight; False when it was not removed."""
    back = connection.execute(delete(removed_app).where(removed_app.c.app == app)).rowcount
    note_publication(connection)
    return bool(back)


def removed_apps(connection: Connection) -> frozenset[str]:
    return frozenset(connection.scalars(select(removed_app.c.app)))


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


def every_version(connection: Connection) -> tuple[AppVersion, ...]:
    """All that was ever published here, the newest of each app first."""
    newest_first = _VERSIONS.order_by(app_version.c.app, app_version.c.version.desc())
    return tuple(AppVersion(*row) for row in connection.execute(newest_first))


def latest_versions(connection: Connection) -> tuple[AppVersion, ...]:
    """The newest version of every app, by app."""
    return _newest(connection, true())


def kept_versions(connection: Connection) -> tuple[AppVersion, ...]:
    """The newest version of every app in sight that was imported, published or rolled back on purpose, by app."""
    in_sight = app_version.c.app.not_in(select(removed_app.c.app))
    return _newest(connection, app_version.c.origin.is_not(None) & in_sight)


def versions_of(connection: Connection, app: str) -> tuple[AppVersion, ...]:
    """Every publication of an app, the newest first."""
    every = _VERSIONS.where(app_version.c.app == app).order_by(app_version.c.version.desc())
    return tuple(AppVersion(*row) for row in connection.execute(every))


def _newest(connection: Connection, where: ColumnElement[bool]) -> tuple[AppVersion, ...]:
    newest = select(app_version.c.app, func.max(app_version.c.version)).where(where).group_by(app_version.c.app)
    found = (version_of(connection, app, version) for app, version in connection.execute(newest).all())
    return tuple(sorted((one for one in found if one), key=lambda one: one.app))
