"""Fields whose values are read, limited or told apart in another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.app.changes import Counting, Line
from engine.app.places import Path
from engine.forms.field import Field


@dataclass(frozen=True, slots=True)
class Retyped:
    """A field of another kind: what the new kind can hold is kept."""

    path: Path
    name: str
    disk: str
    before: Field
    after: Field

    def told(self, counting: Counting) -> Line:
        values = {"name": self.name, "old": self.before.kind, "new": self.after.kind}
        lost = counting.unread(self.disk, self.before, self.after)
        if lost:
            return Line("kind-lossy", "loss", self.path, values, lost)
        return Line("kind-widened", "plain", self.path, values, counting.filled(self.disk))


@dataclass(frozen=True, slots=True)
class Limited:
    """The same kind, which takes other values."""

    path: Path
    name: str
    disk: str
    before: Field
    after: Field

    def told(self, counting: Counting) -> Line:
        unfit = counting.unfit(self.disk, self.before, self.after)
        code = "limits-unmet" if unfit else "limits-changed"
        return Line(code, "note" if unfit else "plain", self.path, {"name": self.name}, unfit)


@dataclass(frozen=True, slots=True)
class Required:
    """`disk` is nothing where the field is new: then every record lacks it."""

    path: Path
    name: str
    disk: str

    def told(self, counting: Counting) -> Line | None:
        lacking = counting.missing(self.disk)
        return Line("required-unmet", "note", self.path, {"name": self.name}, lacking) if lacking else None


@dataclass(frozen=True, slots=True)
class OptionRenamed:
    path: Path
    name: str
    disk: str
    before: Field
    old: str
    new: str

    def told(self, counting: Counting) -> Line:
        values = {"name": self.name, "old": self.old, "new": self.new}
        return Line("option-renamed", "plain", self.path, values, counting.holding(self.disk, self.before, self.old))


@dataclass(frozen=True, slots=True)
class OptionRemoved:
    path: Path
    name: str
    disk: str
    before: Field
    old: str

    def told(self, counting: Counting) -> Line | None:
        held = counting.holding(self.disk, self.before, self.old)
        values = {"name": self.name, "old": self.old}
        return Line("option-removed", "loss", self.path, values, held) if held else None


@dataclass(frozen=True, slots=True)
class Keyed:
    """A form's records are told apart by other columns than before."""

    path: Path
    name: str
    disk: str
    columns: Sequence[str]
    """As they are in the database before the change."""
    called: str

    def told(self, counting: Counting) -> Line | None:
        doubled = counting.doubled(self.disk, self.columns)
        values = {"name": self.name, "columns": self.called}
        return Line("key-doubled", "blocked", self.path, values, doubled) if doubled else None
