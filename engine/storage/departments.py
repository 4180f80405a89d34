"""Departments: a tree, each with a head. A department knows the codes of everything it is part of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.lang.columns import ListColumn
from engine.lang.labels import Language
from engine.lang.problems import NotFound, Problem, Refused
from engine.storage.people import person
from engine.storage.system import metadata, text, text_or_none

department = Table(
    "department",
    metadata,
    text("id", primary_key=True),
    text("code", unique=True),
    text("name"),
    text_or_none("name_en"),
    text_or_none("parent", index=True),
    text_or_none("head"),
    Column("within", ListColumn(), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Department:
    """`code` is what definitions and sheets call it; `head` a person's id; `parent` a department's id, none at the top.

    `within` are the codes of the department itself and of all it is part of, kept by `_regrow`: so being in a
    department or anywhere under it is one question to one row.
    """

    id: str
    code: str
    name: str
    name_en: str | None = None
    parent: str | None = None
    head: str | None = None
    within: tuple[str, ...] = field(default=(), compare=False)

    def name_in(self, language: Language) -> str:
        return (self.name_en or self.name) if language == "en" else self.name


_COLUMNS = tuple(department.c[name] for name in Department.__dataclass_fields__)
_WRITTEN = tuple(name for name in Department.__dataclass_fields__ if name != "within")
Tree = Mapping[str, Department]
"""Every department by its id."""


def all_departments(connection: Connection, *, lock: bool = False) -> Tree:
    """By code; with `lock` nobody else moves one until the transaction ends."""
    query = select(*_COLUMNS).order_by(department.c.code)
    rows = connection.execute(query.with_for_update() if lock else query)
    return {row.id: _department(row) for row in rows}


def department_by_id(connection: Connection, department_id: str) -> Department | None:
    row = connection.execute(select(*_COLUMNS).where(department.c.id == department_id)).first()
    return _department(row) if row else None


def department_by_code(connection: Connection, code: str) -> Department | None:
    row = connection.execute(select(*_COLUMNS).where(department.c.code == code)).first()
    return _department(row) if row else None


def names_of_departments(connection: Connection, ids: Collection[str], language: Language) -> dict[str, str]:
    rows = connection.execute(select(*_COLUMNS).where(department.c.id.in_(list(ids)))) if ids else ()
    return {row.id: (row.name_en or row.name) if language == "en" else row.name for row in rows}


def add_department(connection: Connection, one: Department) -> Department:
    """Refused where the code is taken or the parent is not there."""
    _placed(connection, one)
    try:
        connection.execute(insert(department).values(_row(one) | {"within": [one.code]}))
    except IntegrityError as error:
        raise _taken(one) from error
    _regrow(connection)
    return one


def change_department(connection: Connection, one: Department) -> Department:
    """Rename, move, give a head; refused where the tree would close in a circle."""
    _placed(connection, one)
    try:
        changed = connection.execute(update(department).where(department.c.id == one.id).values(_row(one)))
    except IntegrityError as error:
        raise _taken(one) from error
    if not changed.rowcount:
        raise NotFound(Problem((), "not-found"))
    _regrow(connection)
    return one


def remove_department(connection: Connection, department_id: str) -> None:
    """Only an empty one goes: whoever is in it has to go elsewhere first."""
    under = select(department.c.id).where(department.c.parent == department_id)
    people = select(person.c.id).where(person.c.department == department_id)
    if connection.execute(under.limit(1)).first() or connection.execute(people.limit(1)).first():
        raise Refused(Problem((), "department-used"))
    if not connection.execute(delete(department).where(department.c.id == department_id)).rowcount:
        raise NotFound(Problem((), "not-found"))


def lineage(tree: Tree, department_id: str | None) -> Iterator[Department]:
    """A department, what it is part of, and so on to the top."""
    passed: set[str] = set()
    while department_id is not None and department_id not in passed and (one := tree.get(department_id)) is not None:
        yield one
        passed.add(department_id)
        department_id = one.parent


def adopt_written_names(connection: Connection, new_id: Callable[[], str]) -> None:
    """Departments were free text once: each text people have becomes a department at the top, and they are in it."""
    own = person.c.department
    strange = select(own).where(own.is_not(None), own.not_in(select(department.c.id))).distinct()
    for written in sorted(connection.execute(strange).scalars()):
        one = department_by_code(connection, written) or add_department(
            connection, Department(new_id(), written, written)
        )
        connection.execute(update(person).where(person.c.department == written).values(department=one.id))


def _department(row: Row[Any]) -> Department:
    return Department(**{**row._mapping, "within": tuple(row.within)})


def _row(one: Department) -> dict[str, object]:
    return {name: getattr(one, name) for name in _WRITTEN}


def _taken(one: Department) -> Refused:
    return Refused(Problem(("code",), "code-taken", {"code": one.code}))


def _placed(connection: Connection, one: Department) -> None:
    """The parent is there and is not under the department itself."""
    tree = all_departments(connection, lock=True)
    if one.parent is None:
        return
    if one.parent not in tree:
        raise Refused(Problem(("parent",), "department-unknown", {"code": one.parent}))
    if any(above.id == one.id for above in lineage(tree, one.parent)):
        raise Refused(Problem(("parent",), "department-circle", {"code": tree[one.parent].code}))


def _regrow(connection: Connection) -> None:
    """Write anew what each department is within, where that has changed."""
    tree = all_departments(connection)
    for one in tree.values():
        grown = replace(one, within=tuple(above.code for above in lineage(tree, one.id)))
        if grown.within != one.within:
            within = update(department).where(department.c.id == one.id).values(within=list(grown.within))
            connection.execute(within)
