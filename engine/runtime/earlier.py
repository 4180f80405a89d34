"""Earlier versions of an app, compiled when first asked for: cases run by them, and history was written under them."""

from __future__ import annotations

from engine.app.load import load_files
from engine.runtime.turn import Installed, Turn
from engine.storage.versions import version_by_hash


def earlier_version(turn: Turn, version: str) -> Installed | None:
    """The app as it was published under this hash; none where no such version can be read any more."""
    known = turn.installed.earlier
    if version not in known:
        known[version] = _read(turn, version)
    return known[version]


def _read(turn: Turn, version: str) -> Installed | None:
    published = version_by_hash(turn.connection, turn.app.id, version)
    app = None if published is None else load_files(published.files).app
    return None if app is None else Installed.of(app)
