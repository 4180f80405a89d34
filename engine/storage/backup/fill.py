"""Filling an empty database from a backup: in one transaction, after every part was compared with its hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, insert, inspect, literal_column, select
from sqlalchemy.exc import StatementError

from engine.lang.problems import Problem, Refused
from engine.storage.backup.archive import BackupRefused, KeptTable, Reader
from engine.storage.backup.tables import KINDS, counters, kind_type, tables_here
from engine.storage.backup.take import Seen, Shapes
from engine.storage.backup.values import cells
from engine.storage.database import Database
from engine.storage.files import FileStore
from engine.storage.jobs import hand_over_again
from engine.storage.migrate import add_column, migrate
from engine.storage.outage import is_outage
from engine.storage.versions import app_version

_AT_ONCE = 500


def fill(database: Database, files: FileStore, shapes: Shapes, reader: Reader, now: datetime, seen: Seen) -> None:
    """Refused for a database that holds anything, BackupRefused for an archive that is not sound; nothing changed."""
    database.read_now(_refuse_filled)
    reader.check(lambda done: seen(done, reader.bytes))
    for number, file in enumerate(reader.manifest.files, 1):
        stored = files.put(reader.blocks(file.entry), file.sha256)
        if stored.hash != file.sha256:
            raise _broken(file.entry)
        seen(number, len(reader.manifest.files))
    database.write_now(partial(_fill, shapes=shapes, reader=reader, now=now, seen=seen))


def _refuse_filled(connection: Connection) -> None:
    for table in tables_here(connection, ()):
        if connection.execute(select(literal_column("1")).select_from(table).limit(1)).first() is not None:
            raise Refused(Problem((), "database-not-empty", {"table": table.name}))


def _fill(connection: Connection, *, shapes: Shapes, reader: Reader, now: datetime, seen: Seen) -> None:
    migrate(connection)
    _refuse_filled(connection)
    stated = {one.name: one for one in reader.manifest.tables}
    here = {table.name: table for table in tables_here(connection, shapes(connection))}
    if app_version.name in stated:
        _load(connection, here[app_version.name], reader, stated[app_version.name])
    known = shapes(connection)
    migrate(connection, *known)
    _make_what_no_definition_names(connection, stated)
    tables = tables_here(connection, known)
    total, done = sum(one.rows for one in stated.values()), 0
    for table in tables:
        if table.name in stated and table.name != app_version.name:
            done += _load(connection, table, reader, stated[table.name])
            seen(done, total)
    _go_on_counting(connection, tables)
    hand_over_again(connection, now)


def _make_what_no_definition_names(connection: Connection, stated: Mapping[str, KeptTable]) -> None:
    """Tables and columns of definitions that are gone or cannot be read: their data stay."""
    there = inspect(connection)
    for one in stated.values():
        columns = [Column(column.name, kind_type(column.kind)) for column in one.columns if column.kind in KINDS]
        if not there.has_table(one.name):
            Table(one.name, MetaData(), *columns).create(connection)
            continue
        names = {column["name"] for column in there.get_columns(one.name)}
        table = Table(one.name, MetaData(), *columns)
        for column in table.columns:
            if column.name not in names:
                add_column(column)(connection)


def _load(connection: Connection, table: Table, reader: Reader, stated: KeptTable) -> int:
    """Put the rows of one table in, as many as the manifest says; how many."""
    names = [column.name for column in stated.columns]
    count = 0
    try:
        rows = _rows(reader, stated.entry, names)
        while some := list(islice(rows, _AT_ONCE)):
            connection.execute(insert(table), some)
            count += len(some)
    except (ValueError, KeyError, TypeError, ArithmeticError, StatementError) as error:
        if is_outage(error):
            raise
        raise _broken(stated.entry) from error
    if count != stated.rows:
        raise _broken(stated.entry)
    return count


def _rows(reader: Reader, entry: str, names: list[str]) -> Iterator[dict[str, Any]]:
    for content in reader.lines(entry):
        yield dict(zip(names, cells(content), strict=True))


def _go_on_counting(connection: Connection, tables: tuple[Table, ...]) -> None:
    by_name = {table.name: table for table in tables}
    for name, column in counters(tables, connection):
        highest = connection.execute(select(func.max(by_name[name].c[column]))).scalar()
        if highest is not None:
            counter = func.pg_get_serial_sequence(connection.dialect.identifier_preparer.quote(name), column)
            connection.execute(select(func.setval(counter, highest)))


def _broken(name: str) -> BackupRefused:
    return BackupRefused(Problem((), "backup-broken", {"name": name}))
