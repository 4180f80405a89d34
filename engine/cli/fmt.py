"""`suyuan fmt`: definition files in their canonical shape."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from engine.app.fmt import formatted
from engine.cli.screen import Commands, said, say
from engine.lang.diagnostics import render
from engine.lang.source import parse


def add(commands: Commands) -> None:
    parser = commands.add_parser("fmt", help="put the definition files of a folder in their canonical shape")
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--check", action="store_true", help="change nothing, only say which files are in another shape"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        return said(f"{options.folder} is no folder\n  name the folder that holds app.yaml")
    broken = changed = count = 0
    for path in _files(options.folder):
        name, content = path.relative_to(options.folder).as_posix(), path.read_bytes()
        text = content.decode("utf-8", "surrogateescape")
        count += 1
        if findings := parse(text, name).diagnostics:
            say(render(findings))
            broken += 1
        elif (shaped := formatted(text, name)) != text:
            say(f"{name} is not in its canonical shape" if options.check else f"{name} put in shape")
            changed += 1
            if not options.check:
                path.write_bytes(shaped.encode("utf-8"))
    say(_summary(count, changed, broken, options.check))
    return 1 if broken or (options.check and changed) else 0


def _files(folder: Path) -> Iterator[Path]:
    """All definitions below a folder; hidden folders are left alone."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _summary(count: int, changed: int, broken: int, check: bool) -> str:
    parts = [f"{count} files" if count != 1 else "1 file"]
    if changed:
        parts.append(f"{changed} to put in shape: run `suyuan fmt` without --check" if check else f"{changed} changed")
    if broken:
        parts.append(f"{broken} cannot be read")
    return ", ".join(parts if changed or broken else [*parts, "all in shape"])
