"""People as the runtime sees them: as actors of an app, and as an answer to who one is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from engine.access.rights import Actor
from engine.runtime.ids import new_id
from engine.storage import people, sessions
from engine.storage.people import Person


def actor(connection: Connection, person: Person, app_id: str) -> Actor:
    """This person with the roles held in one app now."""
    return Actor(
        id=person.id,
        name=person.name,
        login=person.login,
        roles=people.roles_of(connection, person.id, app_id),
        organisation=person.organisation,
        department=person.department,
        language="en" if person.language == "en" else "zh",
    )


def admit(
    connection: Connection,
    login: str,
    name: str | None,
    roles: Collection[str],
    organisation: str | None,
    now: datetime,
) -> str:
    """Let a person in: made when new, given these roles (`app.role`), and a link that signs them in once."""
    person = people.person_by_login(connection, login)
    if person is None:
        person = people.add_person(connection, Person(new_id(), login, name or login, organisation=organisation))
    by_app: dict[str, set[str]] = {}
    for role in roles:
        app_id, _, role_id = role.partition(".")
        by_app.setdefault(app_id, set()).add(role_id)
    for app_id, added in by_app.items():
        people.set_roles(connection, person.id, app_id, people.roles_of(connection, person.id, app_id) | added)
    return sessions.make_link(connection, person.id, now)


def describe_person(connection: Connection, person: Person) -> dict[str, object]:
    roles = people.apps_of(connection, person.id)
    return {
        "id": person.id,
        "name": person.name,
        "login": person.login,
        "language": person.language,
        "roles": {app: sorted(names) for app, names in roles.items()},
        "organisation": person.organisation,
        "demo": person.demo,
    }
