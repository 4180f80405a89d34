"""The `sy_` functions of the expression language, brought to the databases."""

from __future__ import annotations

import sqlite3

try:
    from engine.lang.expressions import POSTGRES_FUNCTIONS, install_sqlite
except ImportError:  # until the expression language lands
    POSTGRES_FUNCTIONS = ""

    def install_sqlite(dbapi_connection: sqlite3.Connection) -> None:
        del dbapi_connection


__all__ = ["POSTGRES_FUNCTIONS", "install_sqlite"]
