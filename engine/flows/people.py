"""Who gets a task: addresses of a definition turned into assignees, asking an outside directory of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.flows.state import Assignee
from engine.lang.addresses import Address
from engine.lang.expressions import Expression

ADMIN = Assignee("role", "admin")


class People(Protocol):
    """The directory as a flow sees it; only active people are ever answered."""

    def with_role(self, role: str) -> Sequence[str]:
        """Ids of the active people who have the role."""

    def by_login(self, login: str) -> str | None:
        """Id of the active person who signs in with this name."""

    def manager_of(self, person: str) -> str | None:
        """Id of the person's active manager."""

    def is_active(self, person: str) -> bool:
        """Whether this id is an active person."""

    def name_of(self, person: str) -> str:
        """The name to show for a person, active or not."""


@dataclass(frozen=True, slots=True)
class Finder:
    """One compiled address; `field` is the expression behind a `field:` address."""

    address: Address
    field: Expression | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """One address looked up for one case."""

    finder: Finder
    values: Mapping[str, object]
    people: People
    initiator: str | None

    def found(self) -> tuple[Assignee, ...]:
        return _WAYS[self.finder.address.kind](self)

    def person(self, id_: object) -> tuple[Assignee, ...]:
        return (Assignee("person", id_),) if isinstance(id_, str) and self.people.is_active(id_) else ()


def _role(search: Search) -> tuple[Assignee, ...]:
    role = search.finder.address.name
    return (Assignee("role", role),) if search.people.with_role(role) else ()


def _login(search: Search) -> tuple[Assignee, ...]:
    return search.person(search.people.by_login(search.finder.address.name))


def _field(search: Search) -> tuple[Assignee, ...]:
    field = search.finder.field
    value = None if field is None else field.evaluate(search.values)
    return search.person(value.get("id") if isinstance(value, Mapping) else value)


def _initiator(search: Search) -> tuple[Assignee, ...]:
    return search.person(search.initiator)


def _manager(search: Search) -> tuple[Assignee, ...]:
    return search.person(search.people.manager_of(search.initiator) if search.initiator else None)


_WAYS: Mapping[str, Callable[[Search], tuple[Assignee, ...]]] = {
    "role": _role,
    "person": _login,
    "field": _field,
    "initiator": _initiator,
    "manager": _manager,
}


def find(
    finders: Iterable[Finder], values: Mapping[str, object], people: People, initiator: str | None
) -> tuple[Assignee, ...]:
    """Everybody the addresses mean, each once; roles stay roles, so that later members see the task too."""
    found = (each for finder in finders for each in Search(finder, values, people, initiator).found())
    return tuple(dict.fromkeys(found))


def each_person(assignees: Iterable[Assignee], people: People) -> tuple[Assignee, ...]:
    """The people behind the assignees at this moment, each once: for nodes where everybody has to sign."""
    ids = (
        person
        for assignee in assignees
        for person in (people.with_role(assignee.id) if assignee.kind == "role" else (assignee.id,))
    )
    return tuple(Assignee("person", person) for person in dict.fromkeys(ids))
