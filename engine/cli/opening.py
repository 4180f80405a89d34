"""The arguments that name a database, and the engine opened on it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from engine.cli.plan_told import told
from engine.cli.screen import say
from engine.cli.wrong import OptionWrong
from engine.runtime.bundled import bundled_apps
from engine.runtime.engine import Engine
from engine.runtime.imported import install_imported, install_published
from engine.runtime.publish import PlanRefused
from engine.storage.database import Database
from engine.storage.files import FileStore
from engine.storage.versions import removed_apps


def storage(parser: argparse.ArgumentParser) -> None:
    """Give a command the arguments `--data` and `--database`."""
    folder = Path(os.environ.get("SUYUAN_DATA", "var"))
    parser.add_argument("--data", type=Path, default=folder, help="folder of the database and the files (default: var)")
    parser.add_argument(
        "--database", default=os.environ.get("SUYUAN_DATABASE"), help="postgresql://… instead of SQLite"
    )


def app_folders(parser: argparse.ArgumentParser) -> None:
    """Give a command the argument `--app`."""
    parser.add_argument(
        "--app",
        type=Path,
        action="append",
        help="app folder, may be repeated; goes before an imported app of its id (default: the bundled quality app)",
    )


def open_database(options: argparse.Namespace) -> Engine:
    """The engine without an app."""
    return Engine.open(_address(options), options.data / "files")


def open_storage(options: argparse.Namespace) -> tuple[Database, FileStore]:
    """The database and the files as they are, of whatever shape."""
    return Database.open(_address(options)), FileStore(options.data / "files")


def _address(options: argparse.Namespace) -> str:
    options.data.mkdir(parents=True, exist_ok=True)
    return options.database or f"sqlite:///{options.data.absolute() / 'suyuan.db'}"


def open_apps(options: argparse.Namespace, *, serves: bool = True) -> Engine:
    """The engine with the apps of the folders named, and those imported into this database.

    A folder named with `--app` is an app in the making and goes before an imported one of the same id. The apps that
    come with the product stand in only where nothing was imported in their place. A command that does not serve takes
    what was published last, whatever it came from: it must not publish over a server that runs.
    """
    engine = open_database(options)
    for folder in options.app or ():
        _install(engine, folder)
    for complaint in install_imported(engine) if serves else ():
        say(complaint, style="red")
    if not serves:
        install_published(engine)
    removed = engine.database.read_now(removed_apps)
    for folder in () if options.app else bundled_apps():
        if folder.name not in {*engine.installed, *removed}:
            _install(engine, folder, stands_in=True)
    return engine


def _install(engine: Engine, folder: Path, *, stands_in: bool = False) -> None:
    """A folder that changed is published as it is read; with losses somebody has to accept them first."""
    try:
        engine.install_folder(folder, stands_in=stands_in)
    except PlanRefused as refused:
        way_out = f"accept it with `suyuan app publish {folder} --yes`, with the same --data or --database"
        raise OptionWrong(f"{told(refused.plan)}\nnothing was published: {way_out}") from refused
