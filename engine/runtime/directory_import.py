"""Departments and people out of a file: a CSV sheet or a YAML list, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from engine.lang.diagnostics import render
from engine.lang.problems import Problem, Refused
from engine.lang.source import parse
from engine.runtime import members, organisation
from engine.runtime.import_rows import ImportRefused, WrongRow
from engine.runtime.import_sheet import read_csv
from engine.runtime.office import By
from engine.storage import departments

Row = Mapping[str, str]
DEPARTMENT_COLUMNS = ("code", "name", "name_en", "parent", "head")
PERSON_COLUMNS = ("login", "name", "language", "email", "department", "manager", "organisation", "roles")


def read_rows(name: str, content: bytes, columns: Sequence[str]) -> list[Row]:
    """The rows of a file, `name` saying by its ending what it is; Refused where a column is none of these."""
    rows = _yaml(name, content) if name.endswith((".yaml", ".yml")) else list(read_csv(content).rows)
    for column in dict.fromkeys(column for row in rows for column in row):
        if column not in columns:
            raise Refused(Problem((column,), "column-unknown", {"name": column, "columns": ", ".join(columns)}))
    return [{column: text.strip() for column, text in row.items() if text.strip()} for row in rows]


def import_departments(connection: Connection, rows: Sequence[Row], by: By) -> int:
    """Rows by code, known ones changed; parents and heads are looked up when all are there. How many there were."""

    def keep(row: Row) -> None:
        code = _needed(row, "code")
        said = {name: row[name] for name in ("name", "name_en") if name in row}
        known = departments.department_by_code(connection, code)
        if known is None:
            organisation.add(connection, {"name": code, **said, "code": code}, by)
        elif said:
            organisation.change(connection, known.id, said, by)

    def join(row: Row) -> None:
        said = {name: row[name] for name in ("parent", "head") if name in row}
        if said:
            organisation.change(connection, organisation.by_code(connection, row["code"]).id, said, by)

    return _each(rows, keep, join)


def import_people(connection: Connection, rows: Sequence[Row], roles: members.RolesByApp, by: By) -> int:
    """Rows by login, known ones changed; `roles` of a row, `app.role` with blanks between, are added."""

    def keep(row: Row) -> None:
        said = {name: text for name, text in row.items() if name not in ("login", "manager", "roles")}
        login = _needed(row, "login")
        if said.get("language", "zh") not in ("zh", "en"):
            raise Refused(Problem(("language",), "language-unknown"))
        person = members.keep(connection, login, {"name": login, **said}, by=by)
        members.keep_roles(connection, person.id, by_app(row.get("roles", "").split()), roles, by=by, add=True)

    def join(row: Row) -> None:
        if "manager" in row:
            members.keep(connection, row["login"], {"manager": row["manager"]}, by=by, new=False)

    return _each(rows, keep, join)


def by_app(roles: Iterable[str]) -> dict[str, list[str]]:
    """`app.role` as roles by app."""
    found: dict[str, list[str]] = {}
    for role in roles:
        app, _, name = role.partition(".")
        found.setdefault(app, []).append(name)
    return found


def _each(rows: Sequence[Row], *passes: Callable[[Row], None]) -> int:
    """Every row through the passes, one after another; ImportRefused with all that is wrong in the first that fails."""
    for step in passes:
        wrong: list[WrongRow] = []
        for place, row in enumerate(rows, 1):
            try:
                step(row)
            except Refused as refused:
                wrong.append(WrongRow(place, refused.problems))
        if wrong:
            raise ImportRefused(wrong)
    return len(rows)


def _needed(row: Row, column: str) -> str:
    if column not in row:
        raise Refused(Problem((column,), "required"))
    return row[column]


def _yaml(name: str, content: bytes) -> list[Row]:
    try:
        source = parse(content.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        raise Refused(Problem((), "sheet-encoding")) from error
    if source.diagnostics:
        raise Refused(Problem((), "sheet-broken", {"line": "1", "why": render(source.diagnostics)}))
    rows = source.value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(Problem((), "sheet-empty"))
    return [{str(key): "" if value is None else str(value) for key, value in row.items()} for row in rows]
