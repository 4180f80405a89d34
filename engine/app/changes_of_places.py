"""Forms, tables and fields that come, go, come back or change their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.app.changes import Counting, Line
from engine.app.places import Path

Sort = Literal["form", "table", "field"]


@dataclass(frozen=True, slots=True)
class Added:
    sort: Sort
    path: Path
    name: str

    def told(self, counting: Counting) -> Line:
        del counting
        return Line(f"{self.sort}-added", "plain", self.path, {"name": self.name})


@dataclass(frozen=True, slots=True)
class Back:
    """Something of before, published again."""

    sort: Sort
    path: Path
    name: str
    disk: str

    def told(self, counting: Counting) -> Line:
        return Line(f"{self.sort}-back", "plain", self.path, {"name": self.name}, _held(counting, self.disk))


@dataclass(frozen=True, slots=True)
class Renamed:
    sort: Sort
    path: Path
    name: str
    old: str
    disk: str

    def told(self, counting: Counting) -> Line:
        values = {"name": self.name, "old": self.old, "new": self.path[-1]}
        return Line(f"{self.sort}-renamed", "plain", self.path, values, _held(counting, self.disk))


@dataclass(frozen=True, slots=True)
class Archived:
    """What is there no more. `path` is its name of before."""

    sort: Sort
    path: Path
    name: str
    disk: str

    def told(self, counting: Counting) -> Line:
        busy = counting.running(form=self.path[0]) if self.sort == "form" else 0
        if busy:
            return Line("form-busy", "blocked", self.path, {"name": self.name}, busy)
        count = _held(counting, self.disk)
        return Line(f"{self.sort}-archived", "loss" if count else "plain", self.path, {"name": self.name}, count)


def _held(counting: Counting, disk: str) -> int:
    return counting.filled(disk) if "." in disk else counting.rows(disk)
