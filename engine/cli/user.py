"""`suyuan user`: the people who may sign in, and the tokens of programs."""

from __future__ import annotations

import argparse
from datetime import timedelta
from getpass import getpass
from pathlib import Path

from sqlalchemy import Connection

from engine.access.secrets import hash_password
from engine.cli.opening import app_folders, open_apps, open_database, storage
from engine.cli.screen import Commands, say, say_refused_rows
from engine.cli.wrong import OptionWrong
from engine.lang.diagnostics import did_you_mean
from engine.runtime.engine import Engine
from engine.runtime.office import By
from engine.storage import people
from engine.storage.people import Person

SHORTEST_PASSWORD = 12


def add(commands: Commands) -> None:
    parser = commands.add_parser("user", help="people who may sign in: add, change, switch off, list, import; tokens")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    _add_verb(verbs)
    for verb, run, about in (
        ("off", _off, "switch a person off: sessions, links and tokens end at once"),
        ("on", _on, "switch a person on again; old sessions and tokens stay ended"),
    ):
        switch = verbs.add_parser(verb, help=about)
        storage(switch)
        switch.add_argument("login")
        switch.set_defaults(run=run)
    listing = verbs.add_parser("list", help="everybody who may sign in")
    storage(listing)
    listing.set_defaults(run=_list)
    taking = verbs.add_parser("import", help="people out of a CSV or YAML file, all of them or none")
    storage(taking)
    app_folders(taking)
    taking.add_argument("file", type=Path, help="columns: login, name, department, manager, email, language, roles …")
    taking.set_defaults(run=_import)
    _token_verb(verbs)


def _add_verb(verbs: Commands) -> None:
    parser = verbs.add_parser("add", help="add or change a person, and make a one-time sign-in link")
    storage(parser)
    app_folders(parser)
    parser.add_argument("login", help="what the person signs in with; a new one makes a new person")
    parser.add_argument("--name", help="the person's name")
    parser.add_argument("--role", action="append", default=[], metavar="APP.ROLE", help="add a role; may be repeated")
    parser.add_argument("--department", metavar="CODE", help="the department the person belongs to")
    parser.add_argument("--organisation", help="record id of the organisation the person belongs to, for outsiders")
    parser.add_argument("--language", choices=("zh", "en"), help="what the person reads (default: zh)")
    parser.add_argument("--email", help="where notices go")
    parser.add_argument("--manager", metavar="LOGIN", help="the person's manager, before the head of the department")
    parser.add_argument("--administrator", action="store_true", default=None, help="may look after people")
    parser.add_argument("--service", action="store_true", default=None, help="a program: comes with tokens only")
    parser.add_argument("--password", action="store_true", help="ask for a password to sign in with")
    parser.add_argument("--address", default="http://127.0.0.1:8321", help="where the server is, for the link")
    parser.set_defaults(run=_add)


def _token_verb(verbs: Commands) -> None:
    parser = verbs.add_parser("token", help="make an API token for a person or service; it is shown once")
    storage(parser)
    app_folders(parser)
    parser.add_argument("login")
    parser.add_argument("--name", required=True, help="what the token is for")
    parser.add_argument("--only", action="append", default=[], metavar="APP", help="the only app it opens; repeatable")
    parser.add_argument("--read-only", action="store_true", help="the token reads and changes nothing")
    parser.add_argument("--days", type=int, help="how long it is good (default: until it is revoked)")
    parser.set_defaults(run=_token)


def _add(options: argparse.Namespace) -> int:
    from engine.runtime.directory_import import by_app
    from engine.runtime.members import invite, keep, keep_roles

    names = ("name", "language", "email", "manager", "department", "organisation", "administrator", "service")
    said = {name: getattr(options, name) for name in names if getattr(options, name) is not None}
    if options.password:
        said["password_hash"] = _password()
    engine = open_apps(options, serves=False)
    for role in options.role:
        _known(engine, role)
    by = By(None, engine.clock())

    def command(connection: Connection) -> str | None:
        person = keep(connection, options.login, said, by=by)
        keep_roles(connection, person.id, by_app(options.role), engine.roles(), by=by, add=True)
        return None if person.service else invite(connection, person, by)

    link = engine.database.write_now(command)
    engine.close()
    if link is None:
        say(f"{options.login} is a service: `suyuan user token {options.login}` makes a token for it")
        return 0
    say("One-time sign-in link, valid for 24 hours · 一次性登录链接，24 小时内有效：")
    say(f"{options.address}/#/sign-in/{link}")
    return 0


def _off(options: argparse.Namespace) -> int:
    return _switched(options, active=False)


def _on(options: argparse.Namespace) -> int:
    return _switched(options, active=True)


def _switched(options: argparse.Namespace, *, active: bool) -> int:
    from engine.runtime.members import switch

    engine = open_database(options)

    def command(connection: Connection) -> None:
        switch(connection, _person(connection, options.login).id, by=By(None, engine.clock()), active=active)

    engine.database.write_now(command)
    engine.close()
    say(f"{options.login} is switched {'on' if active else 'off: signed out everywhere, no link or token is good'}")
    return 0


def _list(options: argparse.Namespace) -> int:
    from engine.runtime.members import describe_member

    engine = open_database(options)
    members = engine.database.read_now(lambda c: [describe_member(c, one) for one in people.all_people(c)])
    engine.close()
    for one in members:
        roles = one["roles"]
        assert isinstance(roles, dict)
        held = " ".join(f"{app}.{role}" for app, names in roles.items() for role in names)
        marks = " ".join(
            word
            for word in ("service", "administrator", "off")
            if (one.get(word) or (word == "off" and not one["active"]))
        )
        say("\t".join(str(part or "-") for part in (one["login"], one["name"], one["department"], held, marks)))
    return 0


def _import(options: argparse.Namespace) -> int:
    from engine.runtime.directory_import import PERSON_COLUMNS, import_people, read_rows
    from engine.runtime.import_rows import ImportRefused

    rows = read_rows(options.file.name, options.file.read_bytes(), PERSON_COLUMNS)
    engine = open_apps(options, serves=False)
    by = By(None, engine.clock())
    try:
        stored = engine.database.write_now(lambda connection: import_people(connection, rows, engine.roles(), by))
    except ImportRefused as refused:
        return say_refused_rows(refused)
    finally:
        engine.close()
    say(f"{stored} people")
    return 0


def _token(options: argparse.Namespace) -> int:
    from engine.runtime.tokens import Wanted, issue

    engine = open_apps(options, serves=False)
    now = engine.clock()
    expires = None if options.days is None else now + timedelta(days=options.days)
    wanted = Wanted(options.name, tuple(options.only), options.read_only, expires)

    def command(connection: Connection) -> object:
        owner = _person(connection, options.login).id
        return issue(connection, owner, wanted, by=By(None, now), known=engine.installed)["token"]

    token = engine.database.write_now(command)
    engine.close()
    say("API token, shown this once · API 令牌，仅显示这一次：")
    say(str(token))
    return 0


def _person(connection: Connection, login: str) -> Person:
    person = people.person_by_login(connection, login)
    if person is None:
        raise OptionWrong(f"nobody signs in as '{login}': add the person first with `suyuan user add`")
    return person


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
