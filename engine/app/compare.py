"""Two versions of an app compared: what publishing the new one changes for what people entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.app.app import App
from engine.app.changes import Change, named
from engine.app.changes_of_places import Added, Archived, Back, Renamed, Sort
from engine.app.changes_of_values import Keyed, OptionRenamed, Retyped
from engine.app.changes_of_work import changes_of_flows, changes_of_roles
from engine.app.compare_fields import field_changes
from engine.app.descent import Descent, descent
from engine.app.layout import History, is_rows, key
from engine.app.places import Path, Place, places_of, titles_of


@dataclass(frozen=True)
class Comparison:
    """The changes in the order of the app, and which place of the database each place of the new version continues."""

    changes: tuple[Change, ...]
    descent: Descent

    @property
    def retyped(self) -> tuple[Retyped, ...]:
        return tuple(change for change in self.changes if isinstance(change, Retyped))

    @property
    def options(self) -> tuple[OptionRenamed, ...]:
        return tuple(change for change in self.changes if isinstance(change, OptionRenamed))


def compare(app: App, history: History) -> Comparison:
    """The first publication of an app changes nothing."""
    places = places_of(app)
    continued = descent(places, history)
    if history.app is None:
        return Comparison((), continued)
    changes = (
        *_of_places(app, places, continued, history),
        *_archived(continued, history),
        *_keys(app, continued, history),
        *changes_of_flows(history.app.flows, app.flows),
        *changes_of_roles(history.app.rights.roles, app.rights.roles),
    )
    return Comparison(changes, continued)


def _of_places(app: App, places: Mapping[Path, Place], continued: Descent, history: History) -> Iterator[Change]:
    for path, place in places.items():
        if (path[:-1] and path[:-1] not in continued) or not place.drawn:
            continue  # it comes with what is new around it, or nobody sees it
        name, sort = named(*titles_of(app, path)), _sort(place.rows, path)
        disk = continued.get(path)
        if disk is None:
            yield Added(sort, path, name)
            yield from field_changes(app, place, None, continued, history)
            continue
        old = _live(history, disk)
        if old is None and not (path[:-1] and _live(history, continued[path[:-1]]) is None):
            yield Back(sort, path, name, disk)
        elif old is not None and old[-1] != path[-1]:
            yield Renamed(sort, path, name, old[-1], disk)
        yield from field_changes(app, place, disk, continued, history)


def _archived(continued: Descent, history: History) -> Iterator[Change]:
    """What goes by itself; what goes with its form or table is not told again."""
    assert history.app is not None
    kept = set(continued.values())
    last = history.publications[0]
    gone = {path: disk for disk, path in last.names.items() if disk not in kept}
    for path, disk in gone.items():
        if path[:-1] not in gone and last.places[path].drawn:
            yield Archived(_sort(is_rows(disk), path), path, named(*titles_of(history.app, path)), disk)


def _keys(app: App, continued: Descent, history: History) -> Iterator[Change]:
    """A key over a column that is new is empty everywhere, and nothing is the same as nothing."""
    for form in app.forms.values():
        disk = continued.get((form.id,))
        columns = [continued.get((form.id, name)) for name in form.key]
        if disk is None or not columns or not all(columns):
            continue
        before = _live(history, disk)
        assert history.app is not None
        old = history.app.forms.get(before[0]) if before is not None else None
        stood = None if old is None else [history.current.get(key((old.id, name))) for name in old.key]
        if stood != columns:
            called = named(*(form.field(name).title for name in form.key))
            bare = [str(column).rpartition(".")[2] for column in columns]
            yield Keyed((form.id,), named(form.title), disk, bare, called)


def _live(history: History, disk: str) -> Path | None:
    """What the last version calls a place of the database; none where it has none for it."""
    return history.publications[0].names.get(disk)


def _sort(rows: bool, path: Path) -> Sort:
    return "form" if len(path) == 1 else "table" if rows else "field"
