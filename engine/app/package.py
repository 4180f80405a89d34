"""An app as one file to hand on: a zip of its definitions, nothing else. Nothing of it is ever written to disk.

A package may come from anybody, so it is read under bounds that hold while reading, whatever its headers say.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.app.files import read_folder
from engine.app.package_names import flaws_of_names, shown
from engine.lang.building import LARGEST_TEXT
from engine.lang.problems import Problem, Refused

MOST_ENTRIES = 2_000
LARGEST = 50 * 1024 * 1024
"""Bytes, of the package and of what is in it."""
HIGHEST_RATIO = 100
"""How many bytes of text a byte of the package may become."""
MOST_TOLD = 20
"""Problems told of one package."""

_BLOCK = 64 * 1024
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class PackageRefused(Refused):
    """The package is not taken, and nothing has changed."""

    code = "package-refused"


def export(folder: Path) -> bytes:
    """The definitions of an app folder as a package; equal folders give equal bytes on every machine."""
    return pack(read_folder(folder).files)


def pack(files: Mapping[str, str]) -> bytes:
    """Not compressed: how text is compressed differs from one library to the next."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, text.encode("utf-8", "surrogateescape"))
    return out.getvalue()


def read_package(content: bytes) -> Mapping[str, str]:
    """Path inside the app -> text. PackageRefused with every reason when this is no plain package of definitions."""
    if len(content) > LARGEST:
        raise PackageRefused(_too_large())
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if problems := tuple(_flaws(content, archive, entries)):
                raise PackageRefused(*problems[:MOST_TOLD])
            return dict(_texts(archive, entries, min(LARGEST, HIGHEST_RATIO * len(content))))
    except _BROKEN as error:
        raise PackageRefused(Problem((), "package-broken")) from error


def _flaws(content: bytes, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    if not entries:
        yield Problem((), "package-empty")
    elif not content.startswith(b"PK\x03\x04") or min(entry.header_offset for entry in entries) != 0:
        yield Problem((), "package-wrapped")
    if content[-22 - len(archive.comment) :][:4] != b"PK\x05\x06":
        yield Problem((), "package-wrapped")
    if len(entries) > MOST_ENTRIES:
        yield Problem((), "package-entries", {"most": f"{MOST_ENTRIES:,}"})
        return
    yield from flaws_of_names(entries)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            yield Problem((shown(entry.orig_filename),), "package-encrypted")
        elif entry.compress_type not in _PACKED:
            yield Problem((shown(entry.orig_filename),), "package-packing")


def _texts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], most: int) -> Iterator[tuple[str, str]]:
    """The texts, counted while they are read: what a header says of sizes is not believed."""
    left = most
    for entry in entries:
        if entry.is_dir():
            continue
        with archive.open(entry) as stream:
            text = b""
            while block := stream.read(_BLOCK):
                left -= len(block)
                text += block
                if left < 0:
                    raise PackageRefused(_too_large())
                if len(text) > LARGEST_TEXT:
                    raise PackageRefused(Problem((entry.filename,), "package-text", {"most": f"{LARGEST_TEXT:,}"}))
        yield entry.filename, text.decode("utf-8", "surrogateescape")


def _too_large() -> Problem:
    return Problem((), "package-large", {"megabytes": str(LARGEST // 1024 // 1024), "ratio": str(HIGHEST_RATIO)})
