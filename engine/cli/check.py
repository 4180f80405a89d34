"""`suyuan check`: what is wrong in an app folder, and where."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.screen import Commands
from engine.runtime.check import check_folder


def add(commands: Commands) -> None:
    parser = commands.add_parser("check", help="tell what is wrong in an app folder, and where")
    parser.add_argument("folder", type=Path, help="the folder that holds app.yaml")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    text, good = check_folder(options.folder)
    print(text)
    return 0 if good else 1
