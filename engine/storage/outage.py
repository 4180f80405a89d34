"""The database cannot do it now (disk full, connection lost): said clearly to all concerned, with nothing half done."""

from __future__ import annotations

import psycopg
from sqlalchemy.exc import DBAPIError

from engine.lang.problems import Problem, Refused

# Primary result codes of SQLite (sqlite.org/rescode.html) after which its transaction may be gone for all its commands:
# BUSY NOMEM INTERRUPT IOERR CORRUPT FULL CANTOPEN PROTOCOL NOTADB.
_SQLITE_FATAL = frozenset({5, 7, 9, 10, 11, 13, 14, 15, 26})
_SQLITE_FULL = 13
# SQLSTATE classes of PostgreSQL: connection, resources (53100 is a full disk), operator intervention, system error.
_POSTGRES_FATAL = frozenset({"08", "53", "57", "58"})
_POSTGRES_FULL = "53100"
_POSTGRES_RETRY = frozenset({"40001", "40P01", "55P03"})
# A prepared statement whose result has another type now, a column and a table that are called otherwise now.
_POSTGRES_CHANGED = frozenset({"0A000", "42703", "42P01"})


class Outage(Refused):
    """Nothing was stored, and the fault is the machine's: try again when the operator has put it right."""

    status = 503
    code = "storage-failed"


def _sqlite_code(error: DBAPIError) -> int | None:
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _sqlstate(error: DBAPIError) -> str | None:
    state = getattr(error.orig, "sqlstate", None)
    return state if isinstance(state, str) else None


def is_outage(error: BaseException) -> bool:
    """True where the machine failed, not the command: the transaction around the command is lost too."""
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, psycopg.OperationalError) and error.orig.sqlstate is None:
        return True  # the server was not reached at all, or went away
    class_ = (_sqlstate(error) or "")[:2]
    return _sqlite_code(error) in _SQLITE_FATAL or class_ in _POSTGRES_FATAL or error.connection_invalidated


def is_collision(error: BaseException) -> bool:
    """True where PostgreSQL sacrificed the transaction to another (deadlock, serialization, a lock): try again."""
    return isinstance(error, DBAPIError) and _sqlstate(error) in _POSTGRES_RETRY


def is_outdated(error: BaseException) -> bool:
    """True where the tables changed under the command (an app was published): read what is published and try again."""
    return isinstance(error, DBAPIError) and _sqlstate(error) in _POSTGRES_CHANGED


def outage(error: BaseException) -> Outage:
    """The refusal for an operational error; the error itself stays its cause for the log."""
    full = isinstance(error, DBAPIError) and (_sqlite_code(error) == _SQLITE_FULL or _sqlstate(error) == _POSTGRES_FULL)
    refusal = Outage(Problem((), "storage-full" if full else "storage-failed"))
    refusal.__cause__ = error
    return refusal
