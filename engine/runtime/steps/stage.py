"""What steps act upon, as seen from the steps: people, records, tasks, charts and traces of one app."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Values = Mapping[str, object]
Direction = Literal["backward", "forward"]


class NotThere(Exception):
    """Steps name something that is not there: a record, a field, a form, a person."""


@dataclass(frozen=True, slots=True)
class Called:
    """A record that steps have given a name to."""

    form: str
    id: str


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One entry of somebody's to-do list."""

    id: str
    node: str
    record: Called


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, and when."""

    login: str
    at: datetime


class Stage(Protocol):
    """The app as people use it. Everything goes the way of the API: rights, rules and flows included."""

    def join(self, login: str, name: str, roles: Collection[str], organisation: Called | None, language: str) -> Called:
        """A person is there from now on; the answer can stand in a person field."""
        ...

    def submit(self, act: Act, form: str, id_: str | None, values: Values, *, draft: bool) -> Called:
        """Stores a record: a new one without `id_`, else the existing one as it now stands, changed by `values`."""
        ...

    def decide(self, act: Act, task: str, outcome: str, values: Values, comment: str | None) -> None: ...

    def pass_time(self, since: datetime, until: datetime) -> None:
        """Time passes: the deadlines whose instants come do what they are there for."""
        ...

    def later(self, at: datetime, span: str) -> datetime:
        """So much later by the calendar of the app: `3 working days`; ValueError when it is no span of time."""
        ...

    def tasks(self, login: str) -> Sequence[OpenTask]: ...

    def notices(self, login: str) -> Sequence[Called]:
        """The records this person has been told about, once for each notice."""
        ...

    def copies(self, login: str) -> Sequence[Called]:
        """The records of whose cases this person was told at `cc` steps."""
        ...

    def value(self, record: Called, path: Sequence[str]) -> object:
        """A field of the record as it stands now, or a system column such as `number`."""
        ...

    def find(self, form: str, where: str | None, login: str | None, only: Called | None) -> Sequence[Called]:
        """The records for which `where` holds; of those `login` may see, when given; `only` asks about one record."""
        ...

    def trace(self, login: str, lot: Called, direction: Direction) -> Collection[Called]:
        """The lots a trace finds, the one asked about left out, and the records of the movements between them."""
        ...

    def chart(self, login: str, at: datetime, dashboard: str, chart: str) -> Mapping[str, object]:
        """The numbers of a chart by what stands on its axis, or under '' where it shows one figure."""
        ...

    def fingerprint(self) -> str:
        """The same text as long as nothing stored has changed."""
        ...
