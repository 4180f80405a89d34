"""Departments as people speak of them: by codes and logins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from engine.lang.problems import NotFound, Problem, Refused
from engine.runtime.ids import new_id
from engine.runtime.office import By, note
from engine.storage import departments, people
from engine.storage.departments import Department
from engine.storage.people import Person

Json = dict[str, object]
Said = Mapping[str, object]
"""What is said of a department: `parent` by its code, `head` by a login; what is left out stays, None clears."""
CODE = r"^[^\s,;|'\"]{1,60}$"
"""One word, such as `IQC`: definitions, sheets and the command line name departments by it."""


def add(connection: Connection, said: Said, by: By) -> Json:
    code = str(said["code"])
    one = Department(new_id(), code, str(said.get("name") or code))
    added = describe(connection, departments.add_department(connection, replace(one, **_found(connection, said))))
    note(connection, by, "department", one.id, "add", added)
    return added


def change(connection: Connection, department_id: str, said: Said, by: By) -> Json:
    one = departments.department_by_id(connection, department_id)
    if one is None:
        raise NotFound(Problem((), "not-found"))
    changed = departments.change_department(connection, replace(one, **_found(connection, said)))
    described = describe(connection, changed)
    note(connection, by, "department", one.id, "change", described)
    return described


def remove(connection: Connection, department_id: str, by: By) -> None:
    """Refused while anybody or anything is in it."""
    departments.remove_department(connection, department_id)
    note(connection, by, "department", department_id, "remove", {})


def by_code(connection: Connection, code: str) -> Department:
    one = departments.department_by_code(connection, code)
    if one is None:
        raise Refused(Problem(("code",), "department-unknown", {"code": code}))
    return one


def describe_tree(connection: Connection, person: Person) -> list[Json]:
    """All departments by code; people of other organisations are shown none."""
    if person.organisation is not None:
        return []
    return [describe(connection, one) for one in departments.all_departments(connection).values()]


def describe(connection: Connection, one: Department) -> Json:
    head = people.person_by_id(connection, one.head) if one.head else None
    return {
        "id": one.id,
        "code": one.code,
        "name": {"zh": one.name, "en": one.name_in("en")},
        "parent": one.parent,
        "head": {"id": head.id, "name": head.name} if head else None,
    }


def _found(connection: Connection, said: Said) -> dict[str, Any]:
    found: dict[str, Any] = dict(said)
    if re.fullmatch(CODE, str(said.get("code", "x"))) is None:
        raise Refused(Problem(("code",), "code-wrong"))
    if (code := found.get("parent")) is not None:
        parent = departments.department_by_code(connection, str(code))
        if parent is None:
            raise Refused(Problem(("parent",), "department-unknown", {"code": str(code)}))
        found["parent"] = parent.id
    if (login := found.get("head")) is not None:
        head = people.person_by_login(connection, str(login))
        if head is None:
            raise Refused(Problem(("head",), "person-unknown", {"login": str(login)}))
        found["head"] = head.id
    return found
