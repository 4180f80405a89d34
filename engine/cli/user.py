"""`suyuan user`: the people who may sign in."""

from __future__ import annotations

import argparse
from getpass import getpass
from pathlib import Path

from engine.access.secrets import hash_password
from engine.cli.opening import open_apps, storage
from engine.cli.screen import Commands, say


def add(commands: Commands) -> None:
    parser = commands.add_parser("user", help="add a person, or make a one-time sign-in link")
    storage(parser)
    parser.add_argument("login")
    parser.add_argument("--app", type=Path, action="append")
    parser.add_argument("--name", help="given when the person is new")
    parser.add_argument("--role", action="append", default=[], metavar="APP.ROLE")
    parser.add_argument("--organisation", help="record id of the organisation the person belongs to, for outsiders")
    parser.add_argument("--language", choices=("zh", "en"))
    parser.add_argument("--email", help="where notices go")
    parser.add_argument("--manager", metavar="LOGIN", help="the person's manager, for steps that go to the manager")
    parser.add_argument("--password", action="store_true", help="ask for a password to sign in with")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from engine.runtime.people import Details, admit

    details = Details(
        name=options.name,
        language=options.language,
        email=options.email,
        manager=options.manager,
        organisation=options.organisation,
        password_hash=hash_password(getpass()) if options.password else None,
    )
    engine = open_apps(options)
    now = engine.clock()
    link = engine.database.write_now(lambda connection: admit(connection, options.login, details, options.role, now))
    say(f"One-time sign-in link, valid for 24 hours:  /#/sign-in/{link}")
    engine.close()
    return 0
