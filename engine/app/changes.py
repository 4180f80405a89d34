"""A change between two versions of an app, told in words: what it does to what people entered, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from engine.app.change_words import SENTENCES
from engine.app.places import Path
from engine.forms.field import Field
from engine.lang.labels import Label
from engine.lang.wording import filled

Weight = Literal["plain", "note", "loss", "blocked"]
"""Nothing to think of; worth a look; something goes out of sight or is lost; cannot be published like this."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan. `count` is how many records, values, cases or people it concerns."""

    code: str
    weight: Weight
    place: Path
    values: Mapping[str, str] = field(default_factory=dict)
    count: int = 0

    def message(self) -> Label:
        return filled(SENTENCES[self.code], {**self.values, "count": str(self.count)})

    def to_json(self) -> dict[str, object]:
        place, message = ".".join(self.place), self.message().to_json()
        return {"code": self.code, "weight": self.weight, "place": place, "count": self.count, "message": message}


class Counting(Protocol):
    """What changes ask of a database. Places are database tables, or columns as `table.column`."""

    def rows(self, disk: str) -> int: ...

    def filled(self, disk: str) -> int: ...

    def missing(self, disk: str) -> int:
        """Submitted records without a value there."""
        ...

    def holding(self, disk: str, chooser: Field, option: str) -> int: ...

    def unread(self, disk: str, before: Field, after: Field) -> int:
        """Values that a field of another kind cannot hold."""
        ...

    def unfit(self, disk: str, before: Field, after: Field) -> int:
        """Values that the field would not take today."""
        ...

    def doubled(self, disk: str, columns: Sequence[str]) -> int:
        """Records that share all these columns with another one."""
        ...

    def running(self, *, form: str | None = None, flow: str | None = None) -> int: ...

    def waiting(self, flow: str, node: str) -> int:
        """Open tasks at a step."""
        ...

    def holders(self, role: str) -> int: ...


class Change(Protocol):
    """What two versions differ in."""

    def told(self, counting: Counting) -> Line | None:
        """The line of the plan; none where there turns out to be nothing to say."""
        ...


def named(*titles: Label) -> str:
    """`Lot, Code` in both languages, for a hole."""
    return f"{'·'.join(title.zh for title in titles)}|{', '.join(title.en for title in titles)}"
