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

    def find(self, values: Mapping[str, object], people: People, initiator: str | None) -> tuple[Assignee, ...]:
        return _WAYS[self.address.kind](self, values, people, initiator)


_Way = Callable[[Finder, Mapping[str, object], People, str | None], tuple[Assignee, ...]]


def _role(finder: Finder, values: Mapping[str, object], people: People, initiator: str | None) -> tuple[Assignee, ...]:
    return (Assignee("role", finder.address.name),) if people.with_role(finder.address.name) else ()


def _person(finder: Finder, values: Mapping[str, object], people: People, initiator: str | None) -> tuple[Assignee, ...]:
    return _one(people.by_login(finder.address.name), people)


def _field(finder: Finder, values: Mapping[str, object], people: People, initiator: str | None) -> tuple[Assignee, ...]:
    if finder.field is None:
        return ()
    value = finder.field.evaluate(values)
    return _one(value.get("id") if isinstance(value, Mapping) else value, people)


def _initiator(
    finder: Finder, values: Mapping[str, object], people: People, initiator: str | None
) -> tuple[Assignee, ...]:
    return _one(initiator, people)


def _manager(
    finder: Finder, values: Mapping[str, object], people: People, initiator: str | None
) -> tuple[Assignee, ...]:
    return _one(people.manager_of(initiator) if initiator else None, people)


def _one(person: object, people: People) -> tuple[Assignee, ...]:
    return (Assignee("person", person),) if isinstance(person, str) and people.is_active(person) else ()


_WAYS: Mapping[str, _Way] = {
    "role": _role,
    "person": _person,
    "field": _field,
    "initiator": _initiator,
    "manager": _manager,
}


def find(
    finders: Iterable[Finder], values: Mapping[str, object], people: People, initiator: str | None
) -> tuple[Assignee, ...]:
    """Everybody the addresses mean, each once; roles stay roles, so that later members see the task too."""
    found = (assignee for finder in finders for assignee in finder.find(values, people, initiator))
    return tuple(dict.fromkeys(found))


def each_person(assignees: Iterable[Assignee], people: People) -> tuple[Assignee, ...]:
    """The people behind the assignees at this moment, each once: for nodes where everybody has to sign."""
    ids = (
        person
        for assignee in assignees
        for person in (people.with_role(assignee.id) if assignee.kind == "role" else (assignee.id,))
    )
    return tuple(Assignee("person", person) for person in dict.fromkeys(ids))
