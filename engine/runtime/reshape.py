"""What a comparison says is done to the tables: kinds converted, options and names changed, earlier layouts told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection

from engine.app.changes_of_values import OptionRenamed, Retyped
from engine.app.compare import Comparison
from engine.app.layout import History, key
from engine.forms.convert import converted
from engine.forms.field import Field
from engine.storage.counting import WordsFor
from engine.storage.follow import follow_form
from engine.storage.layouts import keep_layout, move_layouts
from engine.storage.options import rename_options
from engine.storage.reshape import aside, move, moves_of
from engine.storage.retype import Source, retype
from engine.storage.tables import AppTables

_ASIDE = re.compile(r"_(\d+)_")


@dataclass(frozen=True)
class Reshaping:
    """One publication at work on the database of a connection. `version` is the number it gets."""

    connection: Connection
    tables: AppTables
    history: History
    version: int
    words: WordsFor
    layouts: dict[int, dict[str, str]] = field(init=False)
    """The layouts of the versions before, as they become."""

    def __post_init__(self) -> None:
        layouts = {each.version: dict(each.layout) for each in self.history.publications}
        object.__setattr__(self, "layouts", layouts)

    def run(self, comparison: Comparison) -> None:
        """Values first, where they are; then names. What is new is added afterwards, by the migration."""
        for retyped in comparison.retyped:
            self._retype(retyped)
        for renamed in comparison.options:
            self._rename_option(renamed)
        for number, layout in self.layouts.items():
            keep_layout(self.connection, self.tables.app, number, layout)
        self._move(comparison)

    def _retype(self, change: Retyped) -> None:
        table, _, column = change.disk.partition(".")
        lost = aside(self.version, column)
        earlier = [
            self._source(disk, place.field, change.after)
            for disk, place in self.history.set_aside(change.disk)
            if place.field is not None
        ]
        source = self._source(change.disk, change.before, change.after)
        if retype(self.connection, table, source, change.after.column_type(), lost, earlier):
            for publication, path in self.history.names_of(change.disk):
                self.layouts[publication.version].setdefault(f"{key(path)}~", f"{table}.{lost}")

    def _source(self, disk: str, before: Field, after: Field) -> Source:
        convert = partial(converted, before=before, after=after, words=self.words(before, after))
        return Source(disk.rpartition(".")[2], before.column_type(), convert)

    def _rename_option(self, change: OptionRenamed) -> None:
        rename_options(self.connection, change.disk, change.before.column_type(), {change.old: change.new})
        for publication, path in self.history.names_of(change.disk):
            layout, name = self.layouts[publication.version], key(path)
            stored = {entry: value for entry, value in layout.items() if entry.startswith(f"{name}=")}
            layout |= {entry: change.new for entry, value in stored.items() if value == change.old}
            layout.setdefault(f"{name}={change.old}", change.new)

    def _move(self, comparison: Comparison) -> None:
        sources = {key(path): disk for path, disk in comparison.descent.items()}
        wanted = {disk: sources.get(name) for name, disk in self.tables.layout.items()}
        known = {disk for each in self.history.publications for disk in each.names}
        moves = moves_of(self.connection, wanted, self.version, known)
        names = {disk: self._form_of(disk) for disk in moves}  # before anything is called otherwise
        move(self.connection, moves)
        now = {disk: name for name, disk in self.tables.layout.items() if "." not in name}
        for disk, to in moves.items():
            old = names[disk]
            if old is not None:
                new = now.get(to, f"{old}~{self.version}")
                follow_form(self.connection, self.tables.app, old, new)
        move_layouts(self.connection, self.tables.app, moves)

    def _form_of(self, disk: str) -> str | None:
        """What the engine's own tables call the form whose table this is; none where it is no form's."""
        for _, path in self.history.names_of(disk):
            gone = _ASIDE.match(disk)
            return (f"{path[0]}~{gone[1]}" if gone else path[0]) if len(path) == 1 else None
        return None
