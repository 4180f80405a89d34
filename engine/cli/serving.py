"""One server process: its engine, the web application on it and, unless told otherwise, a worker for its jobs."""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from engine.api.application import application
from engine.cli.connections import connections
from engine.cli.mail import mail_server
from engine.cli.opening import open_apps
from engine.runtime.engine import Engine
from engine.runtime.work import start_work

OPTIONS = "SUYUAN_SERVING"
"""How the first process tells the others what they serve."""


def served(engine: Engine, *, working: bool) -> FastAPI:
    """The web application; its worker ends and its engine closes with it."""

    @asynccontextmanager
    async def living(_application: FastAPI) -> AsyncIterator[None]:
        worker = start_work(engine, mail_server(), peers=connections()) if working else None
        try:
            yield
        finally:
            if worker is not None:
                worker.stop()
            engine.close()

    gc.freeze()  # definitions stay for ever: looking through them for garbage would cost every answer
    return application(engine, living)


def hand_down(options: argparse.Namespace, *, demo: bool) -> None:
    """Leave what is to be served for the processes that begin now."""
    said = {name: value for name, value in vars(options).items() if name in {"data", "database", "app", "no_worker"}}
    said["demo"] = demo
    os.environ[OPTIONS] = json.dumps(said, default=_spelled)


def _spelled(path: object) -> str:
    return str(Path(str(path)).absolute())


def one_of_several() -> FastAPI:
    """What each of several server processes begins with."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(process)d %(name)s %(levelname)s %(message)s")
    options = argparse.Namespace(**json.loads(os.environ[OPTIONS]))
    options.data = Path(options.data)
    options.app = [Path(folder) for folder in options.app or ()]
    engine = open_apps(options)
    engine.demo = options.demo
    return served(engine, working=not options.no_worker)
