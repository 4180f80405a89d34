"""One server for one SQLite file: a second would overtake the first's writer and do its jobs again."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.storage.database import Database


class AnotherServer(Exception):
    """Somebody serves this file already; the text says who and the way out."""


@contextmanager
def only_server(database: Database) -> Iterator[None]:
    """Be the server of this database while the block lasts. The lock goes with the process, however that ends.

    Commands beside the server may read and write; on PostgreSQL any number of servers may.
    """
    if database.dialect != "sqlite":
        yield
        return
    path = Path(f"{database.address}.server")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            who = os.read(handle, 20).decode("ascii", "replace").strip()
            raise AnotherServer(
                f"another server (process {who}) serves {database.address} already\n"
                "  stop it first; several servers share a PostgreSQL database, see docs/how-to/run-several-servers.md"
            ) from error
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
