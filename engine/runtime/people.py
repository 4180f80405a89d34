"""People as the runtime sees them: as actors of an app, and as an answer to who one is."""

from __future__ import annotations

from sqlalchemy import Connection

from engine.access.rights import Actor
from engine.storage import people
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
        via=person.via,
    )


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
        "administrator": person.administrator,
    }
