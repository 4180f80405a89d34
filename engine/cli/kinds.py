"""`suyuan kinds`: the manual of field types, flow nodes, rule actions, movements and charts."""

from __future__ import annotations

import argparse

from engine.app.manual import FAMILIES, contents, page
from engine.cli.screen import Commands, said, say
from engine.lang.diagnostics import did_you_mean


def add(commands: Commands) -> None:
    parser = commands.add_parser("kinds", help="the manual of fields, flow nodes, rule actions, movements and charts")
    parser.add_argument("family", nargs="?", help=", ".join(FAMILIES))
    parser.add_argument("name", nargs="?", help="the kind whose page is wanted, such as link")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    if options.family is None:
        say("\n\n".join(f"{family}\n{_indented(contents(family))}" for family in FAMILIES))
        return 0
    if options.family not in FAMILIES:
        return _unknown("family", options.family, tuple(FAMILIES))
    names = FAMILIES[options.family].names
    if options.name is not None and options.name not in names:
        return _unknown(options.family, options.name, names)
    say(page(options.family, options.name) if options.name else contents(options.family))
    return 0


def _unknown(family: str, name: str, names: tuple[str, ...]) -> int:
    return said(f"there is no {family} '{name}'\n  {did_you_mean(name, names, listed=len(names))}")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
