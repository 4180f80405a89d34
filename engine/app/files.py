"""The text files of an app folder, and which part of the app each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.lang.diagnostics import Diagnostic, Place, did_you_mean

SINGLE = ("app.yaml", "roles.yaml", "trace.yaml", "calendar.yaml")
FOLDERS = ("forms", "flows", "rules", "reports", "scenarios", "demo", "imports")
"""Folders whose every file is a definition."""
TEMPLATES = "templates"
"""The folder of print templates, `<form>.html`, or `record.html` for every form."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What was read: path inside the app -> text, and what could not be read."""

    files: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_folder(folder: Path) -> Folder:
    """The definition files of an app, in the order of their paths. Other files (pictures) are left alone.

    Bytes that are not UTF-8 stay in the text as lone surrogates, which parsing reports.
    """
    files: dict[str, str] = {}
    found: list[Diagnostic] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        template = path.suffix == ".html" and path.parent == folder / TEMPLATES
        if (
            (path.suffix not in (".yaml", ".yml") and not template)
            or not path.is_file()
            or any(p.startswith(".") for p in path.parts[1:])
        ):
            continue
        if not template and (complaint := _misplaced(name)):
            found.append(complaint)
            continue
        files[name] = path.read_bytes().decode("utf-8", "surrogateescape")
    return Folder(files, tuple(found))


def part_of(name: str) -> str:
    """Which part of the app a file is: `app`, `roles`, `trace`, `calendar`, or the folder it stands in."""
    return PurePosixPath(name).stem if name in SINGLE else PurePosixPath(name).parts[0]


def _misplaced(name: str) -> Diagnostic | None:
    """A YAML file nobody would read."""
    path = PurePosixPath(name)
    if path.suffix == ".yml":
        return Diagnostic(
            Place(name, 1, 1), "file-unread", "only files ending in .yaml are read", "rename it", "warning"
        )
    if name in SINGLE or (len(path.parts) == 2 and path.parts[0] in FOLDERS):
        return None
    if len(path.parts) == 1:
        way_out = did_you_mean(path.name, SINGLE)
    else:
        way_out = did_you_mean(path.parts[0], FOLDERS)
        if path.parts[0] in FOLDERS:
            way_out = f"put it directly into {path.parts[0]}/"
    return Diagnostic(Place(name, 1, 1), "file-unread", "nothing reads a definition here", way_out, "warning")
