"""Earlier versions of an app, compiled when first asked for: cases run by them, and history was written under them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from engine.app.calls import Called, Calls, calls_of
from engine.app.layout import key
from engine.forms.convert import converted
from engine.forms.words import PLAIN
from engine.runtime.history import history_of
from engine.runtime.turn import Installed, Turn
from engine.storage.tables import AppTables
from engine.storage.through import Reread, seen_through
from engine.storage.versions import version_by_hash


@dataclass(frozen=True)
class Earlier:
    """A version of before: its app over the tables of today, and what its names are called by now."""

    installed: Installed
    calls: Calls


def earlier_version(turn: Turn, version: str) -> Earlier | None:
    """The app as it was published under this hash; none where no such version can be read any more."""
    known = turn.installed.earlier
    if version not in known:
        known[version] = _read(turn, version)
    found = known[version]
    assert found is None or isinstance(found, Earlier)
    return found


def _read(turn: Turn, version: str) -> Earlier | None:
    published = version_by_hash(turn.connection, turn.app.id, version)
    history = history_of(turn.connection, turn.app.id)
    then = next((each for each in history.publications if published and each.version == published.version), None)
    if then is None or then.app is None:
        return None
    calls = calls_of(then, history)
    installed = Installed.of(then.app)
    tables = _aliased(seen_through(installed.tables, then.layout, _reread(calls)), calls)
    return Earlier(replace(installed, tables=tables, version=then.version), calls)


def _reread(calls: Calls) -> dict[str, Reread]:
    """The fields that are of another kind today: their columns are read as that, and converted back."""
    return {
        key(path): (called.today.column_type(), partial(_as_before, called))
        for path, called in calls.fields.items()
        if called.retyped and called.today.column_type() is not None and called.before.column_type() is not None
    }


def _as_before(called: Called, value: Any) -> Any:
    return converted(value, called.today, called.before, PLAIN)


def _aliased(tables: AppTables, calls: Calls) -> AppTables:
    """A record is asked for by the name its form has today; what stands under that name in the version goes before."""
    today = {now: tables.forms[then] for then, now in calls.forms.items() if now is not None}
    return replace(tables, forms={**today, **tables.forms})
