"""Commands that share a transaction: each in a savepoint of its own, so that it stays atomic, and answered after the
commit. Whoever waits for the disk together waits once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from engine.storage.announcements import announced, take, withdraw
from engine.storage.outage import is_collision, is_outage, is_outdated, outage
from engine.storage.prepared import run

BATCH = 100
"""At most this many commands share a commit, so that none waits long for its answer."""


@dataclass(slots=True)
class Waiting:
    """A command on its way, with what came of it until the commit lets it out."""

    command: Callable[[Connection], Any]
    future: Future[Any] = field(default_factory=Future)
    result: Any = None
    error: BaseException | None = None

    def answer(self) -> None:
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


def run_together(connection: Connection, batch: Iterable[Waiting]) -> tuple[str, ...]:
    """Run these commands in one transaction and commit it; the topics they announced.

    What one command refuses is undone alone. Where the machine fails, or the database did not carry the transaction
    through (it gave it up for another, or the tables are no longer those of before), all of it is undone and that error
    is raised.
    """
    try:
        with connection.begin():
            for one in batch:
                _run_in_savepoint(connection, one)
    except BaseException:
        withdraw(connection)
        raise
    return take(connection)


def _run_in_savepoint(connection: Connection, one: Waiting) -> None:
    mark = announced(connection)
    run(connection, "SAVEPOINT command")
    try:
        one.result = one.command(connection)
        run(connection, "RELEASE SAVEPOINT command")
    except BaseException as error:
        if is_outage(error):
            raise outage(error) from error
        if is_collision(error) or is_outdated(error):
            raise
        run(connection, "ROLLBACK TO SAVEPOINT command")
        run(connection, "RELEASE SAVEPOINT command")
        withdraw(connection, mark)
        one.result, one.error = None, error
