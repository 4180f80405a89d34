"""`suyuan user`: the people who may sign in."""

from __future__ import annotations

import argparse
from getpass import getpass

from engine.access.secrets import hash_password
from engine.cli.opening import app_folders, open_apps, storage
from engine.cli.screen import Commands, say
from engine.cli.wrong import OptionWrong
from engine.lang.diagnostics import did_you_mean
from engine.runtime.engine import Engine

SHORTEST_PASSWORD = 12


def add(commands: Commands) -> None:
    parser = commands.add_parser("user", help="add or change a person, and make a one-time sign-in link")
    storage(parser)
    app_folders(parser)
    parser.add_argument("login", help="what the person signs in with; a new one makes a new person")
    parser.add_argument("--name", help="the person's name")
    parser.add_argument("--role", action="append", default=[], metavar="APP.ROLE", help="add a role; may be repeated")
    parser.add_argument("--organisation", help="record id of the organisation the person belongs to, for outsiders")
    parser.add_argument("--language", choices=("zh", "en"), help="what the person reads (default: zh)")
    parser.add_argument("--email", help="where notices go")
    parser.add_argument("--manager", metavar="LOGIN", help="the person's manager, for steps that go to the manager")
    parser.add_argument("--password", action="store_true", help="ask for a password to sign in with")
    parser.add_argument("--address", default="http://127.0.0.1:8321", help="where the server is, for the link")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from engine.runtime.people import Details, admit

    details = Details(
        name=options.name,
        language=options.language,
        email=options.email,
        manager=options.manager,
        organisation=options.organisation,
        password_hash=_password() if options.password else None,
    )
    engine = open_apps(options)
    for role in options.role:
        _known(engine, role)
    now = engine.clock()
    link = engine.database.write_now(lambda connection: admit(connection, options.login, details, options.role, now))
    engine.close()
    say("One-time sign-in link, valid for 24 hours · 一次性登录链接，24 小时内有效：")
    say(f"{options.address}/#/sign-in/{link}")
    return 0


def _known(engine: Engine, role: str) -> None:
    """Refuse a role that no app has: the person would find nothing."""
    known = [f"{app_id}.{name}" for app_id, one in engine.installed.items() for name in one.app.rights.roles]
    if role not in known:
        way_out = did_you_mean(role, known) or "name the app's folder with --app"
        raise OptionWrong(f"there is no role '{role}'; {way_out}")


def _password() -> str:
    first = getpass("Password: ")
    if len(first) < SHORTEST_PASSWORD:
        raise OptionWrong(f"a password needs at least {SHORTEST_PASSWORD} characters")
    if getpass("Once more: ") != first:
        raise OptionWrong("the two were not the same; nothing was changed")
    return hash_password(first)
