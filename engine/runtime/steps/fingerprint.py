"""One short text for everything stored, so that 'nothing has changed' can be seen. For small databases."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, MetaData, select

from engine.storage.system import metadata as system
from engine.trace.tables import metadata as ledger


def fingerprint(connection: Connection, app: MetaData) -> str:
    """Equal as long as every row of the engine's and the app's tables is."""
    digest = hashlib.sha256()
    for shape in (system, ledger, app):
        for table in shape.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            digest.update(f"{table.name} {len(rows)}\n".encode())
            digest.update("\n".join(rows).encode())
    return digest.hexdigest()
