"""Who gets a task: addresses of a definition turned into assignees, asking an outside directory of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.flows.state import Assignee
from engine.lang.addresses import Address
from engine.lang.expressions import Expression

ADMIN = Assignee("role", "admin")
HIGHEST = 20
"""How many managers are asked for one after another: more is a circle."""


class People(Protocol):
    """The directory as a flow sees it; only active people are ever answered."""

    def with_role(self, role: str) -> Sequence[str]:
        """Ids of the active people who have the role."""

    def by_login(self, login: str) -> str | None:
        """Id of the active person who signs in with this name."""

    def manager_of(self, person: str, level: int = 1) -> str | None:
        """Id of the person's active manager, or of the manager's manager at level 2."""

    def head_of(self, department: str) -> str | None:
        """Id of the active head of a department."""

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
    """Where addresses are looked up: one case at one moment. `led` are those whose manager `manager` means."""

    values: Mapping[str, object]
    people: People
    initiator: str | None
    previous: str | None = None
    led: tuple[str, ...] = ()

    def active(self, *ids: object) -> tuple[Assignee, ...]:
        return tuple(Assignee("person", id_) for id_ in ids if isinstance(id_, str) and self.people.is_active(id_))

    def found(self, finder: Finder) -> tuple[Assignee, ...]:
        return _WAYS[finder.address.kind](self, finder)


def _role(search: Search, finder: Finder) -> tuple[Assignee, ...]:
    role = finder.address.name
    return (Assignee("role", role),) if search.people.with_role(role) else ()


def _login(search: Search, finder: Finder) -> tuple[Assignee, ...]:
    return search.active(search.people.by_login(finder.address.name))


def _field(search: Search, finder: Finder) -> tuple[Assignee, ...]:
    """One person or several; a department stands for its head."""
    value = None if finder.field is None else finder.field.evaluate(search.values)
    several = value if isinstance(value, list | tuple) else (value,)
    return tuple(one for each in several for one in _person_or_head(search, each))


def _person_or_head(search: Search, value: object) -> tuple[Assignee, ...]:
    id_ = value.get("id") if isinstance(value, Mapping) else value
    if not isinstance(id_, str):
        return ()
    return search.active(id_) or search.active(search.people.head_of(id_))


def _initiator(search: Search, finder: Finder) -> tuple[Assignee, ...]:
    del finder
    return search.active(search.initiator)


def _manager(search: Search, finder: Finder) -> tuple[Assignee, ...]:
    """`manager`, `manager:2`, `manager:previous`, `manager:previous:2`."""
    words = [word for word in finder.address.name.split(":") if word]
    level = int(words.pop()) if words and words[-1].isdigit() else 1
    led = (search.previous,) if words == ["previous"] else search.led or (search.initiator,)
    return search.active(*(search.people.manager_of(one, level) for one in led if one is not None))


_WAYS: Mapping[str, Callable[[Search, Finder], tuple[Assignee, ...]]] = {
    "role": _role,
    "person": _login,
    "field": _field,
    "initiator": _initiator,
    "manager": _manager,
}


def find(finders: Iterable[Finder], search: Search) -> tuple[Assignee, ...]:
    """Everybody the addresses mean, each once; roles stay roles, so that later members see the task too."""
    return tuple(dict.fromkeys(one for finder in finders for one in search.found(finder)))


def each_person(assignees: Iterable[Assignee], people: People) -> tuple[str, ...]:
    """The people behind the assignees at this moment, each once: for nodes where everybody has to sign."""
    ids = (
        person
        for assignee in assignees
        for person in (people.with_role(assignee.id) if assignee.kind == "role" else (assignee.id,))
    )
    return tuple(dict.fromkeys(ids))


def managers_above(person: str, people: People) -> Iterator[str]:
    """A person's managers, the nearest first; the person, in a circle of managers, is none of them."""
    for level in range(1, HIGHEST):
        manager = people.manager_of(person, level)
        if manager is None:
            return
        if manager != person:
            yield manager
