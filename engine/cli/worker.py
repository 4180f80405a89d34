"""`suyuan worker`: does jobs beside the servers, on PostgreSQL."""

from __future__ import annotations

import argparse
import logging
import signal
from threading import Event

from engine.cli.connections import connections
from engine.cli.mail import mail_server
from engine.cli.opening import app_folders, open_apps, storage
from engine.cli.screen import Commands, say
from engine.cli.wrong import OptionWrong


def add(commands: Commands) -> None:
    parser = commands.add_parser("worker", help="do the jobs of a PostgreSQL database; as many as one likes")
    storage(parser)
    app_folders(parser)
    parser.add_argument("--lane", action="append", default=[], help="work in this lane only; may be repeated")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from engine.runtime.work import start_work

    if not (options.database or "").startswith("postgresql"):
        raise OptionWrong(
            "on SQLite the server does the jobs itself; a worker of its own needs --database postgresql://…"
        )
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    mail, peers = mail_server(), connections()
    engine = open_apps(options, serves=False)
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    worker = start_work(engine, mail, options.lane, peers)
    say("the worker waits for jobs   (Ctrl+C stops it)")
    ended.wait()
    worker.stop()
    engine.close()
    return 0
