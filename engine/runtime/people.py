"""People as the runtime sees them: as actors of an app, and as an answer to who one is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from engine.access.rights import Actor
from engine.lang.problems import Problem, Refused
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


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of a person; what is left out stays as it is. `manager` is a login."""

    name: str | None = None
    language: str | None = None
    email: str | None = None
    manager: str | None = None
    organisation: str | None = None
    password_hash: str | None = None


def admit(connection: Connection, login: str, details: Details, roles: Collection[str], now: datetime) -> str:
    """Let a person in or change one: these details, these roles (`app.role`) added, and a link that signs in once."""
    said = {name: value for name, value in asdict(details).items() if value is not None}
    if details.manager is not None:
        said["manager"] = _manager(connection, details.manager)
    known = people.person_by_login(connection, login)
    if known is None:
        person = people.add_person(connection, replace(Person(new_id(), login, login), **said))
    else:
        person = people.change_person(connection, replace(known, **said))
    by_app: dict[str, set[str]] = {}
    for role in roles:
        app_id, _, role_id = role.partition(".")
        by_app.setdefault(app_id, set()).add(role_id)
    for app_id, added in by_app.items():
        people.set_roles(connection, person.id, app_id, people.roles_of(connection, person.id, app_id) | added)
    return sessions.make_link(connection, person.id, now)


def _manager(connection: Connection, login: str) -> str:
    manager = people.person_by_login(connection, login)
    if manager is None:
        raise Refused(Problem(("manager",), "person-unknown", {"login": login}))
    return manager.id


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
