"""Jobs after the transaction: what each kind of job does, and the worker of this process that does them."""

from __future__ import annotations

from collections.abc import Mapping

from engine.runtime.engine import Engine
from engine.storage.worker import Doing, Worker


def doings(engine: Engine) -> Mapping[str, Doing]:
    """What is to be done for each kind of job; each bears being done twice for one key."""
    del engine
    return {}


def start_work(engine: Engine) -> Worker:
    worker = Worker(engine.database, doings(engine), engine.clock)
    worker.start()
    return worker
