"""People as flows ask for them, read in the turn's transaction."""

from __future__ import annotations

from collections.abc import Sequence

from engine.runtime.turn import Turn
from engine.storage import people, superiors


class Directory:
    """Answers with active people only."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn

    def with_role(self, role: str) -> Sequence[str]:
        return [person.id for person in people.people_with_role(self._turn.connection, self._turn.app.id, role)]

    def by_login(self, login: str) -> str | None:
        person = people.person_by_login(self._turn.connection, login)
        return person.id if person is not None and person.active else None

    def manager_of(self, person: str, level: int = 1) -> str | None:
        return superiors.manager_of(self._turn.connection, person, level)

    def head_of(self, department: str) -> str | None:
        return superiors.head_of(self._turn.connection, department)

    def is_active(self, person: str) -> bool:
        found = people.person_by_id(self._turn.connection, person)
        return found is not None and found.active

    def name_of(self, person: str) -> str:
        found = people.person_by_id(self._turn.connection, person)
        return found.name if found is not None else person
