"""Which names the entries of an app package may have."""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator

from engine.app.files import FOLDERS, SINGLE, TEMPLATES
from engine.lang.problems import Problem

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.yaml")
_TEMPLATE = re.compile(r"[a-z][a-z0-9_]*\.html")
_DRIVE = re.compile(r"[A-Za-z]:")
_MEANINGFUL = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
"""Categories of characters that are not seen, or turn the text around them."""


def flaws_of_names(entries: Iterable[zipfile.ZipInfo]) -> Iterator[Problem]:
    """What is wrong with each name, the worst of each; the names in the answer show what is not seen."""
    there: dict[str, str] = {}
    for entry in entries:
        name = entry.orig_filename
        if code := _code(entry, name):
            yield Problem((shown(name),), code)
        if (first := there.setdefault(_alike(name), name)) is not name:
            yield Problem((shown(name),), "package-name-twice", {"first": shown(first)})


def shown(name: str) -> str:
    """A name with what is invisible in it written out."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)


def _alike(name: str) -> str:
    """Equal for names that are one file on some machine."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _code(entry: zipfile.ZipInfo, name: str) -> str | None:
    if any(unicodedata.category(character) in _MEANINGFUL for character in name):
        return "package-name-unseen"
    if name.startswith(("/", "\\")) or "\\" in name or _DRIVE.match(name) or ".." in name.split("/"):
        return "package-name-outside"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "package-link"
    return None if _expected(name) else "package-name-unknown"


def _expected(name: str) -> bool:
    folder, slash, file = name.partition("/")
    if not slash:
        return name in SINGLE
    if folder == TEMPLATES:
        return not file or _TEMPLATE.fullmatch(file) is not None
    return folder in FOLDERS and (not file or _FILE.fullmatch(file) is not None)
