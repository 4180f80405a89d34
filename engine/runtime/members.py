"""Letting people in, changing what is known of them, switching them off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from engine.lang.problems import NotFound, Problem, Refused
from engine.runtime.ids import new_id
from engine.runtime.office import By, note
from engine.storage import departments, people, sessions, superiors, tokens
from engine.storage.people import Person

Json = dict[str, object]
Said = Mapping[str, object]
"""What is said of a person, by the names of `Person`; what is left out stays as it is, None clears.

`manager` is a login, `department` a code.
"""
RolesByApp = Mapping[str, Collection[str]]


def keep(connection: Connection, login: str, said: Said, *, by: By, new: bool | None = None) -> Person:
    """Let a person in, or change one. `new` says which of the two is meant; left open, either will do."""
    known = people.person_by_login(connection, login)
    if new and known is not None:
        raise Refused(Problem(("login",), "login-taken", {"login": login}))
    if new is False and known is None:
        raise Refused(Problem(("login",), "person-unknown", {"login": login}))
    person = known or Person(new_id(), login, login)
    changed = replace(person, **_found(connection, person, said))
    if known is None:
        people.add_person(connection, changed)
    else:
        if changed.password_hash != known.password_hash:
            sessions.revoke_all(connection, known.id)
        people.change_person(connection, changed)
    _note(connection, by, "add" if known is None else "change", changed, password="password_hash" in said)
    return changed


def keep_roles(
    connection: Connection, person_id: str, roles: RolesByApp, known: RolesByApp, *, by: By, add: bool
) -> None:
    """These roles in these apps: added to what the person has, or instead of it. `known` are those the apps have."""
    for app, names in roles.items():
        strange = [name for name in names if name not in known.get(app, ())]
        if app not in known or strange:
            role = f"{app}.{strange[0]}" if strange else app
            raise Refused(Problem(("roles",), "role-unknown", {"role": role}))
        held = people.roles_of(connection, person_id, app) if add else frozenset[str]()
        people.set_roles(connection, person_id, app, held | frozenset(names))
    person = people.person_by_id(connection, person_id)
    if roles and person is not None:
        _note(connection, by, "roles", person)


def switch(connection: Connection, person_id: str, *, by: By, active: bool) -> Person:
    """Switched off, a person is out at once: sessions, links and tokens end, and stay ended when they come back."""
    person = people.person_by_id(connection, person_id)
    if person is None:
        raise NotFound(Problem((), "not-found"))
    if not active:
        sessions.revoke_all(connection, person_id)
        sessions.revoke_links(connection, person_id)
        tokens.revoke_all(connection, person_id, by.now)
    switched = people.change_person(connection, replace(person, active=active))
    _note(connection, by, "on" if active else "off", switched)
    return switched


def invite(connection: Connection, person: Person, by: By) -> str:
    """A link that signs the person in once."""
    link = sessions.make_link(connection, person.id, by.now, made_by=by.actor)
    _note(connection, by, "link", person)
    return link


def _note(connection: Connection, by: By, command: str, person: Person, *, password: bool = False) -> None:
    """What is known of the person now goes on the trail; of a password only that it was set."""
    note(connection, by, "person", person.id, command, describe_member(connection, person) | {"password_set": password})


def describe_member(connection: Connection, person: Person) -> Json:
    """All there is to know of a person, for those who look after people."""
    department = departments.department_by_id(connection, person.department) if person.department else None
    manager = people.person_by_id(connection, person.manager) if person.manager else None
    roles = people.apps_of(connection, person.id)
    return {
        "id": person.id,
        "login": person.login,
        "name": person.name,
        "language": person.language,
        "email": person.email,
        "organisation": person.organisation,
        "department": department.code if department else None,
        "manager": manager.login if manager else None,
        "active": person.active,
        "service": person.service,
        "administrator": person.administrator,
        "roles": {app: sorted(names) for app, names in roles.items()},
    }


def _found(connection: Connection, person: Person, said: Said) -> dict[str, Any]:
    """What was said with logins and codes looked up."""
    found: dict[str, Any] = dict(said)
    if (code := found.get("department")) is not None:
        department = departments.department_by_code(connection, str(code))
        if department is None:
            raise Refused(Problem(("department",), "department-unknown", {"code": str(code)}))
        found["department"] = department.id
    if (login := found.get("manager")) is not None:
        manager = people.person_by_login(connection, str(login))
        if manager is None:
            raise Refused(Problem(("manager",), "person-unknown", {"login": str(login)}))
        superiors.refuse_circle(connection, person.id, manager.id)
        found["manager"] = manager.id
    return found
