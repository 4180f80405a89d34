"""The command line: `suyuan check | serve | import | user`."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine import __version__
from engine.connect.mail import MailServer
from engine.lang.problems import Refused
from engine.runtime.bundled import bundled_apps
from engine.runtime.check import check_folder
from engine.runtime.engine import Engine

console = Console(highlight=False)


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    try:
        sys.exit(options.run(options))
    except Refused as refusal:
        for problem in refusal.problems:
            message = problem.message()
            console.print(f"{'/'.join(map(str, problem.path))}: {message.en}  {message.zh}", style="red", markup=False)
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="suyuan", description="A self-hosted low-code engine with lot traceability.")
    parser.add_argument("--version", action="version", version=f"suyuan {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    check = commands.add_parser("check", help="tell what is wrong in an app folder, and where")
    check.add_argument("folder", type=Path)
    check.set_defaults(run=_check)

    serve = commands.add_parser("serve", help="start the server")
    _storage(serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8321)
    serve.add_argument(
        "--app", type=Path, action="append", help="app folder to install; the bundled quality app by default"
    )
    serve.add_argument(
        "--demo", action="store_true", help="load the demo factory and print sign-in links for its people"
    )
    serve.set_defaults(run=_serve)

    rows = commands.add_parser("import", help="import the rows of a CSV file as records, through a mapping file")
    _storage(rows)
    rows.add_argument("mapping", type=Path)
    rows.add_argument("file", type=Path)
    rows.add_argument("--app", type=Path, action="append")
    rows.add_argument("--as", dest="login", required=True, metavar="LOGIN", help="the person who imports")
    rows.add_argument("--skip-wrong", action="store_true", help="import the rows that are right and list the others")
    rows.set_defaults(run=_import)

    user = commands.add_parser("user", help="add a person, or make a one-time sign-in link")
    _storage(user)
    user.add_argument("login")
    user.add_argument("--app", type=Path, action="append")
    user.add_argument("--name", help="given when the person is new")
    user.add_argument("--role", action="append", default=[], metavar="APP.ROLE")
    user.add_argument("--organisation", help="record id of the organisation the person belongs to, for outside people")
    user.set_defaults(run=_user)
    return parser


def _storage(parser: argparse.ArgumentParser) -> None:
    folder = Path(os.environ.get("SUYUAN_DATA", "var"))
    parser.add_argument("--data", type=Path, default=folder, help="folder of the database and the files (default: var)")
    parser.add_argument(
        "--database", default=os.environ.get("SUYUAN_DATABASE"), help="postgresql://… instead of SQLite"
    )


def _open(options: argparse.Namespace) -> Engine:
    options.data.mkdir(parents=True, exist_ok=True)
    engine = Engine.open(
        options.database or f"sqlite:///{options.data.absolute() / 'suyuan.db'}", options.data / "files"
    )
    for folder in options.app or bundled_apps():
        engine.install_folder(folder)
    return engine


def _check(options: argparse.Namespace) -> int:
    text, good = check_folder(options.folder)
    print(text)
    return 0 if good else 1


def _serve(options: argparse.Namespace) -> int:
    import uvicorn

    from engine.api.application import application
    from engine.runtime.work import start_work

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    engine = _open(options)
    address = f"http://{options.host}:{options.port}"
    if options.demo:
        _demo(engine, address)
    gc.freeze()  # definitions stay for ever: looking through them for garbage would cost every answer
    mail = os.environ.get("SUYUAN_MAIL")
    worker = start_work(engine, MailServer.parse(mail) if mail else None)
    console.print(f"\n[bold]Suyuan[/bold] {__version__}  {address}   (Ctrl+C stops it)\n")
    try:
        uvicorn.run(application(engine), host=options.host, port=options.port, log_level="warning", server_header=False)
    finally:
        worker.stop()
        engine.close()
    return 0


def _demo(engine: Engine, address: str) -> None:
    from engine.runtime.demo import load_demo, sign_in_links

    for app_id in engine.installed:
        with _progress() as progress:
            load_demo(engine, app_id, _shown_in(progress, f"Demo data of {app_id}"))
    console.print("\nSign in as (each link works once, for 24 hours) · 以此身份登录（链接一次有效）：\n")
    for person, token in sign_in_links(engine):
        console.print(f"  {person.login:<20} {person.name}\t{address}/#/sign-in/{token}", soft_wrap=True)


def _import(options: argparse.Namespace) -> int:
    from engine.runtime.import_file import import_file

    engine = _open(options)
    with _progress() as progress:
        result = import_file(
            engine,
            options.mapping,
            options.file,
            login=options.login,
            skip_wrong=options.skip_wrong,
            progress=_shown_in(progress, options.file.name),
        )
    console.print(result.summary(), markup=False, soft_wrap=True)
    engine.close()
    return 0 if result.good else 1


def _user(options: argparse.Namespace) -> int:
    from engine.runtime.people import admit

    engine = _open(options)
    now = engine.clock()
    link = engine.database.write_now(
        lambda connection: admit(connection, options.login, options.name, options.role, options.organisation, now)
    )
    console.print(f"One-time sign-in link, valid for 24 hours:  /#/sign-in/{link}", soft_wrap=True)
    engine.close()
    return 0


def _shown_in(progress: Progress, title: str) -> Callable[[int, int], None]:
    task = progress.add_task(title, total=None)
    return lambda done, total: progress.update(task, completed=done, total=total)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
    )


if __name__ == "__main__":
    main()
