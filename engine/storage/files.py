"""Photos and attachments: kept in a folder under the hash of their content, so one content is one file for ever."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import BigInteger, Column, Connection, Index, Table, select

from engine.lang.problems import NotFound, Problem, Refused
from engine.storage.system import metadata, moment, text
from engine.storage.upsert import insert_into

MEGABYTE = 1_000_000
DEFAULT_LIMIT = 25 * MEGABYTE
OTHER = "application/octet-stream"
"""What nobody recognises is only ever handed out as a download."""
_SIGNS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"%PDF-", "application/pdf"))

upload = Table(
    "upload",
    metadata,
    text("hash", primary_key=True),
    text("uploaded_by", primary_key=True),
    text("name"),
    text("type"),
    Column("size", BigInteger, nullable=False),
    moment("uploaded_at"),
)
file_use = Table(
    "file_use",
    metadata,
    text("hash", primary_key=True),
    text("app", primary_key=True),
    text("form", primary_key=True),
    text("record_id", primary_key=True),
    Index("ix_file_use_record", "app", "form", "record_id"),
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`type` is what the content is, whatever its name says."""

    hash: str
    name: str
    type: str
    size: int


def sniff(start: bytes) -> str:
    """The type of a content by its first bytes: jpeg, png, webp, pdf, or none of these."""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for sign, kind in _SIGNS if start.startswith(sign)), OTHER)


class FileStore:
    """A folder of contents. A file appears whole under its hash or not at all."""

    def __init__(self, folder: Path, limit: int = DEFAULT_LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, content: Iterable[bytes], name: str) -> StoredFile:
        """Store a content that arrives in pieces; more than the limit is refused and leaves nothing."""
        hashed, size, start = hashlib.sha256(), 0, b""
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix="arriving-")
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in content:
                    size += len(piece)
                    if size > self.limit:
                        raise Refused(Problem((), "file-too-large", {"megabytes": str(self.limit // MEGABYTE)}))
                    start = start if len(start) >= 16 else start + piece[:16]
                    hashed.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            target = self._path(hashed.hexdigest())
            target.parent.mkdir(exist_ok=True)
            Path(temporary).replace(target)
            _remember(target.parent)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return StoredFile(hashed.hexdigest(), _bare(name), sniff(start), size)

    def path(self, content_hash: str) -> Path:
        """Where the content is; `NotFound` where there is none, or where this is no hash at all."""
        if len(content_hash) != 64 or not set(content_hash) <= set("0123456789abcdef"):
            raise NotFound(Problem((), "not-found"))
        path = self._path(content_hash)
        if not path.is_file():
            raise NotFound(Problem((), "not-found"))
        return path

    def _path(self, content_hash: str) -> Path:
        return self.folder / content_hash[:2] / content_hash


def _remember(folder: Path) -> None:
    """A name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _bare(name: str) -> str:
    """The file's own name, without folders and control characters, no longer than a database of names likes."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:200] or "file"


def note_upload(connection: Connection, file: StoredFile, person_id: str, at: datetime) -> None:
    row = {"hash": file.hash, "uploaded_by": person_id, "name": file.name, "type": file.type, "size": file.size}
    connection.execute(insert_into(connection, upload).values(row | {"uploaded_at": at}).on_conflict_do_nothing())


def uploaded_by(connection: Connection, content_hash: str, person_id: str) -> StoredFile | None:
    """What this person has uploaded themselves: who knows a hash only has no right to attach or see its content."""
    mine = upload.c.hash == content_hash, upload.c.uploaded_by == person_id
    row = connection.execute(select(upload.c.hash, upload.c.name, upload.c.type, upload.c.size).where(*mine)).first()
    return StoredFile(*row) if row else None


def note_use(connection: Connection, hashes: Iterable[str], app: str, form: str, record_id: str) -> None:
    """Remember which record holds these contents: who may see the record may see them."""
    rows = [{"hash": one, "app": app, "form": form, "record_id": record_id} for one in dict.fromkeys(hashes)]
    if rows:
        connection.execute(insert_into(connection, file_use).on_conflict_do_nothing(), rows)


def uses_of(connection: Connection, content_hash: str) -> tuple[tuple[str, str, str], ...]:
    """The records that hold a content, as (app, form, record id)."""
    query = select(file_use.c.app, file_use.c.form, file_use.c.record_id).where(file_use.c.hash == content_hash)
    return tuple((row[0], row[1], row[2]) for row in connection.execute(query))
