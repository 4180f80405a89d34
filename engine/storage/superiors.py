"""Who is above whom: a person's manager, the head of a department. People who were switched off are passed by."""

from __future__ import annotations

from sqlalchemy import Connection

from engine.lang.problems import Problem, Refused
from engine.storage.departments import all_departments, lineage
from engine.storage.people import Person, person_by_id


def manager_of(connection: Connection, person_id: str, level: int = 1) -> str | None:
    """The active person `level` steps above: the manager named for the person, else the head of the department.

    Who heads a department themselves is led by the head of the one above. Somebody switched off is no step: the way
    goes on past them. None at the top.
    """
    seen = {person_id}
    here: str | None = person_id
    for _ in range(level):
        here = _above(connection, here, seen)
        if here is None:
            return None
    return here


def head_of(connection: Connection, department_id: str) -> str | None:
    """The active head of a department, or of the nearest one above that has one."""
    return _head(connection, department_id, frozenset())


def refuse_circle(connection: Connection, person_id: str, manager: str) -> None:
    """Nobody is above themselves, however far up."""
    here: str | None = manager
    seen: set[str] = set()
    while here is not None and here not in seen:
        if here == person_id:
            raise Refused(Problem(("manager",), "manager-circle"))
        seen.add(here)
        found = person_by_id(connection, here)
        here = found.manager if found else None


def _above(connection: Connection, person_id: str | None, seen: set[str]) -> str | None:
    """The next active person up who has not been met on the way."""
    here = person_by_id(connection, person_id) if person_id is not None else None
    while here is not None:
        over = here.manager
        if over is None or over in seen:
            return _department_head(connection, here, seen)
        seen.add(over)
        here = person_by_id(connection, over)
        if here is not None and here.active:
            return here.id
    return None


def _department_head(connection: Connection, one: Person, seen: set[str]) -> str | None:
    found = _head(connection, one.department, frozenset(seen)) if one.department is not None else None
    if found is not None:
        seen.add(found)
    return found


def _head(connection: Connection, department_id: str, past: frozenset[str]) -> str | None:
    tree = all_departments(connection)
    for each in lineage(tree, department_id):
        if each.head is not None and each.head not in past:
            head = person_by_id(connection, each.head)
            if head is not None and head.active:
                return head.id
    return None
