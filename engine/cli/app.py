"""`suyuan app`: apps as packages, handed on from one installation to another."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.app.files import read_folder
from engine.app.load import hash_of, load_files
from engine.app.package import pack, read_package
from engine.cli import publishing, removing
from engine.cli.opening import open_database, storage
from engine.cli.screen import Commands, said, say
from engine.lang.diagnostics import render
from engine.runtime.imported import import_package
from engine.storage.versions import latest_versions


def add(commands: Commands) -> None:
    parser = commands.add_parser("app", help="apps: publish, export, import, remove, list")
    verbs = parser.add_subparsers(required=True, metavar="verb")

    out = verbs.add_parser("export", help="write the definitions of an app folder as one package")
    out.add_argument("folder", type=Path)
    out.add_argument("file", type=Path, help="the package to write, such as bakery.zip")
    out.set_defaults(run=_export)

    take = verbs.add_parser(
        "import", help="check a package and keep it as the app's next version, which is then served"
    )
    storage(take)
    take.add_argument("file", type=Path)
    publishing.consent(take)
    take.set_defaults(run=_import)

    publishing.add(verbs)
    removing.add(verbs)

    known = verbs.add_parser("list", help="the newest version of every app in the database")
    storage(known)
    known.set_defaults(run=_list)


def _export(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        return said(f"{options.folder} is no folder\n  name the folder that holds app.yaml")
    found = read_folder(options.folder)
    loaded = load_files(found.files, found.diagnostics)
    if loaded.app is None:
        return said(f"{render(loaded.diagnostics)}\nnothing was written: an app with errors can be imported nowhere")
    content = pack(found.files)
    read_package(content)  # what leaves here must be welcome there
    options.file.write_bytes(content)
    say(f"{options.file}: {loaded.app.id} {loaded.app.version}, {len(found.files)} files, {hash_of(found.files)}")
    return 0


def _import(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        return said(f"there is no file {options.file}\n  name a package written by `suyuan app export`")
    engine = open_database(options)
    content = options.file.read_bytes()
    try:
        version = publishing.agreed(options, lambda accept: import_package(engine, content, accept=accept), "imported")
    finally:
        engine.close()
    if version is None:
        return 1
    say(f"{publishing.line(version)}\n`suyuan serve` serves it from its next start")
    return 0


def _list(options: argparse.Namespace) -> int:
    engine = open_database(options)
    versions = engine.database.read_now(latest_versions)
    engine.close()
    say("\n".join(map(publishing.line, versions)) or "no app has been published in this database")
    return 0
