"""People and the roles they hold in each app."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Select,
    Table,
    bindparam,
    delete,
    false,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from engine.lang.problems import NotFound, Problem, Refused
from engine.storage.prepared import Prepared
from engine.storage.system import metadata, text, text_or_none

person = Table(
    "person",
    metadata,
    text("id", primary_key=True),
    text("login", unique=True),
    text("name"),
    text("language"),
    text_or_none("organisation"),
    text_or_none("department"),
    text_or_none("manager"),
    Column("active", Boolean, nullable=False),
    Column("demo", Boolean, nullable=False),
    text_or_none("password_hash"),
    text_or_none("email"),
    Column("service", Boolean, nullable=False, server_default=false()),
    Column("administrator", Boolean, nullable=False, server_default=false()),
)
person_role = Table(
    "person_role",
    metadata,
    text("person_id", primary_key=True),
    text("app", primary_key=True),
    text("role", primary_key=True),
    Index("ix_person_role_role", "app", "role"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in. `organisation` is a record id of the app's organisations form, none for own people.

    A `service` is a program with tokens instead of a password; an `administrator` looks after people and departments.
    """

    id: str
    login: str
    name: str
    language: str = "zh"
    organisation: str | None = None
    department: str | None = None
    manager: str | None = None
    active: bool = True
    demo: bool = False
    password_hash: str | None = None
    email: str | None = None
    service: bool = False
    administrator: bool = False

    @property
    def via(self) -> str | None:
        """The token a program came with on this person's behalf."""
        return None

    def enters(self, app: str) -> bool:
        """Whether the way they came leads into the app at all; roles are another matter."""
        del app
        return True


_FIELDS = tuple(Person.__dataclass_fields__)
_PEOPLE: Select[tuple[object, ...]] = select(*(person.c[name] for name in _FIELDS))
_BY_ID = Prepared.of(_PEOPLE.where(person.c.id == bindparam("which")))
_ROLES = Prepared.of(select(person_role.c.app, person_role.c.role).where(person_role.c.person_id == bindparam("which")))


def _row(one: Person) -> dict[str, object]:
    return {name: getattr(one, name) for name in _FIELDS} | {"login": folded(one.login)}


def folded(login: str) -> str:
    """Logins differ by more than their capitals and spaces around them."""
    return login.strip().casefold()


def _people(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Person, ...]:
    return tuple(Person(*row) for row in connection.execute(query))  # type: ignore[call-arg,arg-type]


def add_person(connection: Connection, one: Person) -> Person:
    try:
        connection.execute(insert(person).values(_row(one)))
    except IntegrityError as error:
        raise Refused(Problem(("login",), "login-taken", {"login": one.login})) from error
    return one


def change_person(connection: Connection, one: Person) -> Person:
    try:
        changed = connection.execute(update(person).where(person.c.id == one.id).values(_row(one)))
    except IntegrityError as error:
        raise Refused(Problem(("login",), "login-taken", {"login": one.login})) from error
    if not changed.rowcount:
        raise NotFound(Problem((), "not-found"))
    return one


def person_by_id(connection: Connection, person_id: str) -> Person | None:
    row = _BY_ID.first(connection, {"which": person_id})
    return Person(*row) if row else None


def person_by_login(connection: Connection, login: str) -> Person | None:
    return next(iter(_people(connection, _PEOPLE.where(person.c.login == folded(login)))), None)


def people_by_ids(connection: Connection, ids: Collection[str]) -> dict[str, Person]:
    return {one.id: one for one in _people(connection, _PEOPLE.where(person.c.id.in_(list(ids))))} if ids else {}


def all_people(connection: Connection) -> tuple[Person, ...]:
    return _people(connection, _PEOPLE.order_by(person.c.login))


def people_with_role(connection: Connection, app: str, role: str) -> tuple[Person, ...]:
    """The active people who hold a role, by login."""
    holders = select(person_role.c.person_id).where(person_role.c.app == app, person_role.c.role == role)
    return _people(connection, _PEOPLE.where(person.c.id.in_(holders), person.c.active).order_by(person.c.login))


def holders_in(connection: Connection, app: str) -> int:
    """How many people hold a role in an app."""
    holders = select(func.count(person_role.c.person_id.distinct())).where(person_role.c.app == app)
    return connection.execute(holders).scalar_one()


def roles_of(connection: Connection, person_id: str, app: str) -> frozenset[str]:
    return apps_of(connection, person_id).get(app, frozenset())


def apps_of(connection: Connection, person_id: str) -> dict[str, frozenset[str]]:
    """The roles by app."""
    roles: dict[str, set[str]] = {}
    for app, role in _ROLES.all(connection, {"which": person_id}):
        roles.setdefault(app, set()).add(role)
    return {app: frozenset(names) for app, names in roles.items()}


def set_roles(connection: Connection, person_id: str, app: str, roles: Collection[str]) -> None:
    """These roles and no others in this app."""
    held = person_role.c.person_id == person_id, person_role.c.app == app
    connection.execute(delete(person_role).where(*held))
    if roles:
        rows = [{"person_id": person_id, "app": app, "role": role} for role in sorted(set(roles))]
        connection.execute(insert(person_role), rows)
