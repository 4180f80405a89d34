"""Which place of the database a place of a new version continues: the same name, a declared one, or one of before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from engine.app.layout import History, Layout, is_rows, key
from engine.app.places import Path, Place

Descent = Mapping[Path, str]
"""A place of the new version -> the place of the database it continues. What begins anew is not in it."""


def descent(places: Mapping[Path, Place], history: History) -> Descent:
    """Forms first, then what is in them: a field continues only a field of the form that its form continues."""
    found: dict[Path, str] = {}
    siblings: defaultdict[Path, list[Place]] = defaultdict(list)
    for place in places.values():
        siblings[place.path[:-1]].append(place)
    for above, within in siblings.items():  # in order of the app: a table before its columns
        if not above:
            found.update(_continued(within, [(layout, ()) for layout in _layouts(history)]))
        elif above in found:
            found.update(_continued(within, list(_called(found[above], history))))
    return found


def _layouts(history: History) -> Iterator[Layout]:
    return (publication.layout for publication in history.publications)


def _called(disk: str, history: History) -> Iterator[tuple[Layout, Path]]:
    """Each version that has the place above, with the name it has there."""
    for publication, path in history.names_of(disk):
        yield publication.layout, path


def _continued(places: Iterable[Place], versions: list[tuple[Layout, Path]]) -> dict[Path, str]:
    """Names that stand are taken first, so that no declaration of long ago takes anything away from them."""
    if not versions:
        return {}
    by_name = {place.path[-1]: place for place in places}
    current, above = versions[0]
    standing = {name for name in by_name if key((*above, name)) in current}
    found: dict[Path, str] = {}

    def claim(place: Place, disk: str | None) -> None:
        if disk is not None and is_rows(disk) == place.rows and disk not in found.values():
            found.setdefault(place.path, disk)

    for place in by_name.values():
        claim(place, current.get(key((*above, place.path[-1]))))
    live = {current[key((*above, name))] for name in standing}
    for layout, then in versions:
        for place in by_name.values():
            if place.path in found:
                continue
            names = [name for name in (place.was, place.path[-1]) if name is not None]
            for name in names:
                disk = layout.get(key((*then, name)))
                if (name == place.path[-1] or name not in by_name) and disk not in live:
                    claim(place, disk)
    return found
