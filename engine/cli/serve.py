"""`suyuan serve`: the server, with the demo factory if asked."""

from __future__ import annotations

import argparse
import gc
import logging
import os

from engine import __version__
from engine.cli.opening import app_folders, open_apps, storage
from engine.cli.screen import Commands, console, progress_bar, shown_in
from engine.cli.wrong import OptionWrong
from engine.connect.mail import MailServer
from engine.runtime.engine import Engine


def add(commands: Commands) -> None:
    parser = commands.add_parser("serve", help="start the server")
    storage(parser)
    app_folders(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8321, help="port to listen on (default: 8321)")
    parser.add_argument(
        "--demo", action="store_true", help="load the demo factory and print sign-in links for its people"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    import uvicorn

    from engine.api.application import application
    from engine.runtime.work import start_work

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    mail = _mail()
    engine = open_apps(options)
    address = f"http://{options.host}:{options.port}"
    if options.demo:
        _demo(engine, address)
    gc.freeze()  # definitions stay for ever: looking through them for garbage would cost every answer
    worker = start_work(engine, mail)
    console.print(f"\n[bold]Suyuan[/bold] {__version__}  {address}   (Ctrl+C stops it)\n")
    try:
        uvicorn.run(application(engine), host=options.host, port=options.port, log_level="warning", server_header=False)
    finally:
        worker.stop()
        engine.close()
    return 0


def _mail() -> MailServer | None:
    url = os.environ.get("SUYUAN_MAIL")
    try:
        return MailServer.parse(url) if url else None
    except ValueError as error:
        raise OptionWrong(f"SUYUAN_MAIL: {error}") from error


def _demo(engine: Engine, address: str) -> None:
    from engine.runtime.demo import load_demo, sign_in_links

    for app_id in engine.installed:
        with progress_bar() as progress:
            load_demo(engine, app_id, shown_in(progress, f"Demo data of {app_id}"))
    console.print("\nSign in as (each link works once, for 24 hours) · 以此身份登录（链接一次有效）：\n")
    for person, token in sign_in_links(engine):
        console.print(f"  {person.login:<20} {person.name}\t{address}/#/sign-in/{token}", soft_wrap=True)
