"""The archive of a backup: a zip of tables as lines and of files, and at its end a manifest with the hash of each.

It is read under bounds: only names the manifest states, only as many bytes as it states, and everything is compared
with its hash before anything of it is used.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Annotated

import orjson
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as validated

from engine.lang.problems import Problem, Refused

FORMAT = "suyuan-backup"
VERSION = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 1024 * 1024
HIGHEST_RATIO = 1_100
"""Bytes that a byte of the archive may become: more than its packing can do honestly."""
LONGEST_LINE = 64 * 1024 * 1024
_BLOCK = 256 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    OSError,
    KeyError,
)
_STRICT = ConfigDict(strict=True, extra="forbid", frozen=True)
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,63}$")]
Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_NAME = re.compile(r"(tables/[A-Za-z0-9_]{1,63}\.jsonl|files/[0-9a-f]{64}|manifest\.json)\Z")


class BackupRefused(Refused):
    """The archive is not used, and nothing has changed."""

    code = "backup-refused"


@validated(config=_STRICT)
class KeptColumn:
    name: Name
    kind: str


@validated(config=_STRICT)
class KeptTable:
    name: Name
    columns: tuple[KeptColumn, ...]
    rows: Count
    bytes: Count
    sha256: Sha256

    @property
    def entry(self) -> str:
        return f"tables/{self.name}.jsonl"


@validated(config=_STRICT)
class KeptFile:
    sha256: Sha256
    bytes: Count

    @property
    def entry(self) -> str:
        return f"files/{self.sha256}"


@validated(config=_STRICT)
class Manifest:
    """What is in the archive. `missing` are hashes of files that records name but that were not there."""

    format: str
    version: int
    suyuan: str
    taken_at: str
    database: str
    tables: tuple[KeptTable, ...]
    files: tuple[KeptFile, ...]
    missing: tuple[str, ...]


_MANIFEST = TypeAdapter(Manifest)


@dataclass(frozen=True, slots=True)
class Written:
    bytes: int
    sha256: str


class Writer:
    """Writes one archive."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3)

    def write(self, entry: str, pieces: Iterable[bytes], *, packed: bool = True) -> Written:
        info = zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o100600 << 16
        hashed, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                hashed.update(piece)
                size += len(piece)
        return Written(size, hashed.hexdigest())

    def close(self, manifest: Manifest) -> None:
        self.write(MANIFEST, [orjson.dumps(asdict(manifest))])
        self._zip.close()


class Reader:
    """Reads one archive, after its manifest has been believed. BackupRefused for whatever is not sound."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            entries = self._zip.infolist()
            if self._zip.comment or len({entry.filename for entry in entries}) != len(entries):
                raise _broken(MANIFEST)
            if sum(entry.compress_size for entry in entries) > path.stat().st_size:
                raise _broken(MANIFEST)  # parts that lie over one another
            self.manifest = self._manifest()
        except _BROKEN as error:
            raise _broken(path.name) from error
        parts: tuple[KeptTable | KeptFile, ...] = (*self.manifest.tables, *self.manifest.files)
        self._stated = {one.entry: one for one in parts}
        names = {entry.filename for entry in entries} - {MANIFEST}
        if names != set(self._stated) or not all(_NAME.match(name) for name in names):
            raise _broken(sorted(names ^ set(self._stated))[0] if names ^ set(self._stated) else MANIFEST)
        if sum(one.bytes for one in self._stated.values()) > HIGHEST_RATIO * path.stat().st_size:
            raise _broken(MANIFEST)

    def _manifest(self) -> Manifest:
        with self._zip.open(MANIFEST) as file:
            content = file.read(LARGEST_MANIFEST + 1)
        try:
            format_ = orjson.loads(content)
            if isinstance(format_, dict) and format_.get("format") == FORMAT and format_.get("version") != VERSION:
                raise BackupRefused(Problem((), "backup-newer", {"version": str(format_.get("version"))[:20]}))
            manifest = _MANIFEST.validate_json(content, strict=True)
        except (orjson.JSONDecodeError, ValidationError) as error:
            raise _broken(MANIFEST) from error
        if manifest.format != FORMAT:
            raise _broken(MANIFEST)
        return manifest

    def check(self, seen: Callable[[int], None]) -> None:
        """Compare every part with its hash; `seen` hears of the bytes read so far."""
        done = 0
        for name, stated in self._stated.items():
            hashed = hashlib.sha256()
            for block in self.blocks(name):
                hashed.update(block)
                done += len(block)
                seen(done)
            if hashed.hexdigest() != stated.sha256:
                raise _broken(name)

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, exactly as many as the manifest states."""
        left = self._stated[name].bytes
        try:
            with self._zip.open(name) as file:
                while block := file.read(min(_BLOCK, left + 1)):
                    left -= len(block)
                    if left < 0:
                        raise _broken(name)
                    yield block
        except _BROKEN as error:
            raise _broken(name) from error
        if left:
            raise _broken(name)

    def lines(self, name: str) -> Iterator[bytes]:
        rest = b""
        for block in self.blocks(name):
            *lines, rest = (rest + block).split(b"\n")
            yield from lines
            if len(rest) > LONGEST_LINE:
                raise _broken(name)
        if rest:
            raise _broken(name)

    @property
    def bytes(self) -> int:
        return sum(one.bytes for one in self._stated.values())

    def close(self) -> None:
        self._zip.close()


def _broken(name: str) -> BackupRefused:
    return BackupRefused(Problem((), "backup-broken", {"name": name}))
