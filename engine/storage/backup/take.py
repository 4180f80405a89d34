"""Taking a backup: one snapshot of every table, then the files its rows name, while others go on working."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, func, select, union

from engine.lang.columns import moment_text
from engine.lang.problems import NotFound
from engine.storage.backup.archive import FORMAT, VERSION, KeptColumn, KeptFile, KeptTable, Manifest, Writer
from engine.storage.backup.tables import kind_of, tables_here
from engine.storage.backup.values import line
from engine.storage.database import Database
from engine.storage.files import FileStore, file_use, upload

Shapes = Callable[[Connection], Sequence[MetaData]]
Seen = Callable[[int, int], None]
"""Hears how much is done, and of how much."""
_AT_ONCE = 1000
_BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class _Snapshot:
    tables: tuple[KeptTable, ...]
    hashes: tuple[str, ...]


def take(
    database: Database, files: FileStore, shapes: Shapes, path: Path, *, suyuan: str, at: datetime, seen: Seen
) -> Manifest:
    """Write the archive; it appears under its name whole or not at all, readable by its owner only."""
    if path.exists():
        raise FileExistsError(path)
    arriving = path.with_name(f"{path.name}.arriving")
    try:
        with os.fdopen(os.open(arriving, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
            writer = Writer(out)
            snapshot = database.read_now(lambda connection: _write_tables(writer, connection, shapes, seen))
            kept, missing = _write_files(writer, files, snapshot.hashes, seen)
            written_at = moment_text(at)
            manifest = Manifest(FORMAT, VERSION, suyuan, written_at, database.dialect, snapshot.tables, kept, missing)
            writer.close(manifest)
            out.flush()
            os.fsync(out.fileno())
        arriving.replace(path)
    finally:
        arriving.unlink(missing_ok=True)
    return manifest


def _write_tables(writer: Writer, connection: Connection, shapes: Shapes, seen: Seen) -> _Snapshot:
    tables = tables_here(connection, shapes(connection))
    total = sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
    done, kept = 0, list[KeptTable]()

    def lines(table: Table) -> Iterator[bytes]:
        nonlocal done
        for row in connection.execute(select(table).execution_options(yield_per=_AT_ONCE)):
            done += 1
            if done % _AT_ONCE == 0:
                seen(done, total)
            yield line(tuple(row))

    for table in tables:
        before = done
        written = writer.write(f"tables/{table.name}.jsonl", lines(table))
        columns = tuple(KeptColumn(column.name, kind_of(column.type)) for column in table.columns)
        kept.append(KeptTable(table.name, columns, done - before, written.bytes, written.sha256))
    seen(total, total)
    named = union(select(upload.c.hash), select(file_use.c.hash))
    return _Snapshot(tuple(kept), tuple(sorted(connection.scalars(named))))


def _write_files(
    writer: Writer, files: FileStore, hashes: Sequence[str], seen: Seen
) -> tuple[tuple[KeptFile, ...], tuple[str, ...]]:
    """The files as they are; those that are damaged or gone are named, the others kept all the same."""
    kept, missing = list[KeptFile](), list[str]()
    for number, content_hash in enumerate(hashes, 1):
        try:
            path = files.path(content_hash)
        except NotFound:
            missing.append(content_hash)
            continue
        written = writer.write(f"files/{content_hash}", _blocks(path), packed=False)
        kept.append(KeptFile(content_hash, written.bytes))
        if written.sha256 != content_hash:
            raise DamagedFile(f"the file {path} is damaged: its content is not what it was when it came")
        seen(number, len(hashes))
    return tuple(kept), tuple(missing)


class DamagedFile(Exception):
    """A stored file is not what its name says: better known now than from a backup that cannot be used."""


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
