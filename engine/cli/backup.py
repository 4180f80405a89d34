"""`suyuan backup` and `suyuan restore`: everything in one file, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.opening import open_storage, storage
from engine.cli.screen import Commands, progress_bar, said, say, shown_in
from engine.cli.wrong import OptionWrong
from engine.storage.one_server import AnotherServer, only_server


def add(commands: Commands) -> None:
    out = commands.add_parser("backup", help="write everything into one archive, also while the server runs")
    storage(out)
    out.add_argument("file", type=Path, help="the archive to write, such as 2026-11-22.suyuan")
    out.set_defaults(run=_back_up)
    back = commands.add_parser("restore", help="fill an empty database, SQLite or PostgreSQL, from an archive")
    storage(back)
    back.add_argument("file", type=Path, help="an archive written by `suyuan backup`")
    back.set_defaults(run=_restore)


def _back_up(options: argparse.Namespace) -> int:
    from engine.runtime.backup import back_up

    if options.file.exists():
        return said(f"{options.file} is there already\n  name another file: a backup is never written over")
    database, files = open_storage(options)
    with database, progress_bar() as progress:
        manifest = back_up(database, files, options.file, shown_in(progress, "Backup"))
    rows = sum(table.rows for table in manifest.tables)
    say(f"{options.file}: {rows} rows of {len(manifest.tables)} tables, {len(manifest.files)} files")
    for content_hash in manifest.missing:
        say(f"the file {content_hash} is named by a record but is not there", style="red")
    return 1 if manifest.missing else 0


def _restore(options: argparse.Namespace) -> int:
    from engine.runtime.backup import restore

    if not options.file.is_file():
        return said(f"there is no file {options.file}\n  name an archive written by `suyuan backup`")
    database, files = open_storage(options)
    try:
        with database, only_server(database), progress_bar() as progress:
            manifest = restore(database, files, options.file, shown_in(progress, "Restore"))
    except AnotherServer as other:
        raise OptionWrong(str(other)) from other
    rows = sum(table.rows for table in manifest.tables)
    say(f"{rows} rows of {len(manifest.tables)} tables and {len(manifest.files)} files, as of {manifest.taken_at}")
    say("people sign in anew; `suyuan verify` checks the trail")
    return 0
