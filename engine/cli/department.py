"""`suyuan department`: the tree people belong to."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from engine.cli.opening import open_database, storage
from engine.cli.screen import Commands, say, say_refused_rows
from engine.runtime.engine import utc_now
from engine.runtime.office import By
from engine.storage import departments
from engine.storage.departments import lineage

TOP = "-"
"""What stands for no department above, and for nobody as head."""


def add(commands: Commands) -> None:
    parser = commands.add_parser("department", help="departments: list, add, change, move, remove, import")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    _verb(verbs, "list", _list, "the tree")
    for verb, run, about in (("add", _add, "add a department"), ("change", _change, "rename or move one")):
        said = _verb(verbs, verb, run, about)
        said.add_argument("code", help="one word, such as IQC")
        said.add_argument("--name", help="what people call it")
        said.add_argument("--name-en", help="what people call it in English")
        said.add_argument("--parent", metavar="CODE", help="what it is part of; - for the top")
        said.add_argument("--head", metavar="LOGIN", help="who heads it; - for nobody")
    gone = _verb(verbs, "remove", _remove, "remove one nobody is in")
    gone.add_argument("code")
    taking = _verb(verbs, "import", _import, "departments out of a CSV or YAML file, all of them or none")
    taking.add_argument("file", type=Path, help="columns: code, name, name_en, parent, head")


def _verb(verbs: Commands, name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=about)
    storage(parser)
    parser.set_defaults(run=run)
    return parser


def _list(options: argparse.Namespace) -> int:
    engine = open_database(options)
    tree = engine.database.read_now(departments.all_departments)
    engine.close()
    for one in sorted(tree.values(), key=lambda each: each.within[::-1]):
        say(f"{'  ' * (len(tuple(lineage(tree, one.id))) - 1)}{one.code}  {one.name}")
    return 0


def _add(options: argparse.Namespace) -> int:
    from engine.runtime import organisation

    return _done(
        options, lambda connection: organisation.add(connection, {"code": options.code, **_said(options)}, _by())
    )


def _change(options: argparse.Namespace) -> int:
    from engine.runtime import organisation

    def command(connection: Connection) -> object:
        one = organisation.by_code(connection, options.code)
        return organisation.change(connection, one.id, _said(options), _by())

    return _done(options, command)


def _remove(options: argparse.Namespace) -> int:
    from engine.runtime import organisation

    def command(connection: Connection) -> None:
        organisation.remove(connection, organisation.by_code(connection, options.code).id, _by())

    return _done(options, command)


def _by() -> By:
    return By(None, utc_now())


def _import(options: argparse.Namespace) -> int:
    from engine.runtime.directory_import import DEPARTMENT_COLUMNS, import_departments, read_rows
    from engine.runtime.import_rows import ImportRefused

    rows = read_rows(options.file.name, options.file.read_bytes(), DEPARTMENT_COLUMNS)
    try:
        return _done(options, lambda connection: import_departments(connection, rows, _by()))
    except ImportRefused as refused:
        return say_refused_rows(refused)


def _done(options: argparse.Namespace, command: Callable[[Connection], object]) -> int:
    engine = open_database(options)
    try:
        engine.database.write_now(command)
    finally:
        engine.close()
    return _list(options)


def _said(options: argparse.Namespace) -> dict[str, object]:
    said = {name: getattr(options, name) for name in ("name", "name_en", "parent", "head")}
    return {name: None if text == TOP else text for name, text in said.items() if text is not None}
