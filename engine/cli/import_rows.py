"""`suyuan import`: the rows of a CSV or .xlsx file as records."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.opening import app_folders, open_apps, storage
from engine.cli.screen import Commands, progress_bar, say, shown_in
from engine.cli.wrong import OptionWrong
from engine.storage.people import person_by_login


def add(commands: Commands) -> None:
    parser = commands.add_parser(
        "import", help="import the rows of a CSV or .xlsx file as records, through a mapping file"
    )
    storage(parser)
    app_folders(parser)
    parser.add_argument("mapping", type=Path, help="the YAML file that says which column goes where")
    parser.add_argument(
        "file", type=Path, help="the CSV file, in UTF-8 or GB 18030, or the .xlsx file (its first sheet)"
    )
    parser.add_argument("--as", dest="login", required=True, metavar="LOGIN", help="the person who imports")
    parser.add_argument("--skip-wrong", action="store_true", help="import the rows that are right and list the others")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from engine.runtime.import_file import import_file

    engine = open_apps(options, serves=False)
    if engine.database.read_now(lambda connection: person_by_login(connection, options.login)) is None:
        raise OptionWrong(f"nobody signs in as '{options.login}': add the person first with `suyuan user add`")
    with progress_bar() as progress:
        result = import_file(
            engine,
            options.mapping,
            options.file,
            login=options.login,
            skip_wrong=options.skip_wrong,
            progress=shown_in(progress, options.file.name),
        )
    say(result.summary())
    engine.close()
    return 0 if result.good else 1
