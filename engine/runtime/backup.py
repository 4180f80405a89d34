"""Backup and restore of everything an engine keeps."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, MetaData

from engine import __version__
from engine.app.load import load_files
from engine.runtime.engine import utc_now
from engine.runtime.turn import Installed
from engine.storage.backup.archive import Manifest, Reader
from engine.storage.backup.fill import fill
from engine.storage.backup.take import Seen, take
from engine.storage.database import Database
from engine.storage.files import FileStore
from engine.storage.system import metadata as system
from engine.storage.versions import every_version
from engine.trace.ledger import metadata as ledger


def back_up(database: Database, files: FileStore, path: Path, seen: Seen) -> Manifest:
    """Write everything into one archive, as it stands at one moment, while others go on working."""
    return take(database, files, _shapes, path, suyuan=__version__, at=utc_now(), seen=seen)


def restore(database: Database, files: FileStore, path: Path, seen: Seen) -> Manifest:
    """Fill an empty database, of either kind, from an archive. Refused with nothing changed when it is not sound."""
    reader = Reader(path)
    try:
        fill(database, files, _shapes, reader, utc_now(), seen)
    finally:
        reader.close()
    return reader.manifest


def _shapes(connection: Connection) -> list[MetaData]:
    """What the tables here are meant to hold: the engine's own, then each app's, its newest version first."""
    apps = (load_files(version.files).app for version in every_version(connection))
    return [system, ledger, *(Installed.of(app).tables.metadata for app in apps if app is not None)]
