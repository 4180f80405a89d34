"""`suyuan serve`: the server, with the demo factory if asked."""

from __future__ import annotations

import argparse
import gc
import logging
import os
from pathlib import Path

from engine import __version__
from engine.cli.opening import open_apps, storage
from engine.cli.screen import Commands, console, progress_bar, shown_in
from engine.connect.mail import MailServer
from engine.runtime.engine import Engine


def add(commands: Commands) -> None:
    parser = commands.add_parser("serve", help="start the server")
    storage(parser)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8321)
    parser.add_argument(
        "--app",
        type=Path,
        action="append",
        help="app folder to install, before an imported app of the same id; the bundled quality app by default",
    )
    parser.add_argument(
        "--demo", action="store_true", help="load the demo factory and print sign-in links for its people"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    import uvicorn

    from engine.api.application import application
    from engine.runtime.work import start_work

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    engine = open_apps(options)
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
        with progress_bar() as progress:
            load_demo(engine, app_id, shown_in(progress, f"Demo data of {app_id}"))
    console.print("\nSign in as (each link works once, for 24 hours) · 以此身份登录（链接一次有效）：\n")
    for person, token in sign_in_links(engine):
        console.print(f"  {person.login:<20} {person.name}\t{address}/#/sign-in/{token}", soft_wrap=True)
