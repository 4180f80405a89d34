"""The command line, `suyuan`: one file a group of commands, each with its arguments and what it does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from engine import __version__
from engine.cli import (
    app,
    backup,
    check,
    department,
    fmt,
    import_rows,
    jobs,
    kinds,
    play,
    schema,
    serve,
    user,
    verify,
    worker,
)
from engine.cli.screen import said, say_refusal
from engine.cli.wrong import OptionWrong
from engine.lang.problems import Refused
from engine.runtime.engine import DefinitionsWrong

COMMANDS = (
    check,
    play,
    fmt,
    serve,
    worker,
    app,
    import_rows,
    user,
    department,
    jobs,
    backup,
    verify,
    kinds,
    schema,
)
"""In the order of the help."""


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    try:
        sys.exit(options.run(options))
    except (DefinitionsWrong, OptionWrong) as wrong:
        sys.exit(said(str(wrong)))
    except Refused as refusal:
        say_refusal(refusal)
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="suyuan", description="A self-hosted low-code engine with lot traceability.")
    parser.add_argument("--version", action="version", version=f"suyuan {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for command in COMMANDS:
        command.add(commands)
    return parser
