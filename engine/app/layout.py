"""Where a version of an app keeps its places in the database, now: kept for every version, and moved when they move.

A layout maps `form`, `form.field` and `form.table.column` to `database_table` or `database_table.column`. Two versions
mean the same thing by two names when both lead to one place. Two more sorts of entries come when something changes:
`form.field=old` -> the value an option is stored as now; `form.field~` -> the column of values that a later kind of the
field could not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.app.app import App
from engine.app.places import Path, Place, places_of

Layout = Mapping[str, str]


def key(path: Path) -> str:
    return ".".join(path)


def is_rows(disk: str) -> bool:
    """Whether this is a table of the database."""
    return "." not in disk


@dataclass(frozen=True)
class Published:
    """One publication: its number, its layout as of now, and its app, compiled when asked for (none: unreadable)."""

    version: int
    layout: Layout
    compiled: Callable[[], App | None]

    @cached_property
    def app(self) -> App | None:
        return self.compiled()

    @cached_property
    def places(self) -> Mapping[Path, Place]:
        return {} if self.app is None else places_of(self.app)

    @cached_property
    def names(self) -> Mapping[str, Path]:
        """What it calls the places of the database."""
        return {
            disk: tuple(name.split(".")) for name, disk in self.layout.items() if name[-1] != "~" and "=" not in name
        }


@dataclass(frozen=True)
class History:
    """All publications of an app, the newest first."""

    publications: tuple[Published, ...] = ()

    @property
    def current(self) -> Layout:
        return self.publications[0].layout if self.publications else {}

    @property
    def app(self) -> App | None:
        """The app as it was published last."""
        return self.publications[0].app if self.publications else None

    def names_of(self, disk: str) -> Iterator[tuple[Published, Path]]:
        """What a place of the database was called, by the newest version that has it first."""
        return ((each, each.names[disk]) for each in self.publications if disk in each.names)

    def last(self, disk: str) -> Place | None:
        """A place as the newest version that has it defines it; none where that cannot be read any more."""
        return next((publication.places.get(path) for publication, path in self.names_of(disk)), None)

    def set_aside(self, disk: str) -> Iterator[tuple[str, Place]]:
        """Columns of values that a change of kind could not keep, the latest first, as they were defined."""
        told: set[str] = set()
        for publication, path in self.names_of(disk):  # the newest version before the change knows the column's kind
            column = publication.layout.get(f"{key(path)}~")
            if column is not None and column not in told and path in publication.places:
                told.add(column)
                yield column, publication.places[path]

    def trail_names(self) -> dict[str, str]:
        """What the trail calls each form of the last version: for ever by its first name, or it would be cut in two."""
        names: dict[str, str] = {}
        for publication in reversed(self.publications):
            for disk, path in publication.names.items():
                if len(path) == 1 and disk not in names:
                    taken = path[0] in names.values()
                    names[disk] = f"{path[0]}@{publication.version}" if taken else path[0]
        return {path[0]: names[disk] for disk, path in self.publications[0].names.items() if len(path) == 1}

    def former_names(self) -> dict[str, str]:
        """What forms were called once, where nothing is called so now -> what they are called by the last version."""
        now = self.publications[0].names
        live = {path[0] for path in now.values() if len(path) == 1}
        former: dict[str, str] = {}
        for publication in self.publications:
            for disk, path in publication.names.items():
                if len(path) == 1 and disk in now and path[0] not in live:
                    former.setdefault(path[0], now[disk][0])
        return former

    def knows(self, disk: str) -> bool:
        """Whether any version keeps something there."""
        return any(disk in publication.names for publication in self.publications)


def stored_option(layout: Layout, path: Path, option: str) -> str:
    """The value that stands in the database today for an option of a version."""
    return layout.get(f"{key(path)}={option}", option)
