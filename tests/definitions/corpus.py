"""The corpus of definitions: apps that are right in `ok/`, changes to one of them with what is then found in `err/`.

A case is one file. `@ forms/lot.yaml` names a file of the app `ok/workshop`; below it, `- ` lines are a piece of its
text and the `+ ` lines after them what stands there instead. Without `- ` lines the `+ ` lines are the whole file, and
a lone `-` deletes the file. Everything below `@ found` is what must be found, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FOUND = "@ found\n"


@dataclass(frozen=True)
class Case:
    name: str
    files: Mapping[str, str]
    found: str


def right_apps() -> list[Path]:
    return sorted(path for path in (HERE / "ok").iterdir() if path.is_dir())


def workshop() -> dict[str, str]:
    folder = HERE / "ok" / "workshop"
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}


def wrong_cases() -> list[Case]:
    return [read_case(path) for path in sorted((HERE / "err").glob("*.txt"))]


def read_case(path: Path) -> Case:
    changes, _, found = path.read_text("utf-8").partition(FOUND)
    files = workshop()
    for block in changes.split("@ ")[1:]:
        name, _, body = block.partition("\n")
        _change(files, name.strip(), body)
    return Case(path.stem, dict(sorted(files.items())), found)


def _change(files: dict[str, str], name: str, body: str) -> None:
    old: list[str] = []
    new: list[str] = []
    for line in [*body.splitlines(), "-"]:
        if line.startswith("-") and new:
            _replace(files, name, "\n".join(old), "\n".join(new))
            old, new = [], []
        if line.startswith("- "):
            old.append(line[2:])
        elif line.startswith("+"):
            new.append(line[2:])
    if body.strip() == "-":
        del files[name]


def _replace(files: dict[str, str], name: str, old: str, new: str) -> None:
    if not old:
        files[name] = new + "\n"
        return
    assert files[name].count(old) == 1, f"{name} does not hold exactly once: {old}"
    files[name] = files[name].replace(old, new)
