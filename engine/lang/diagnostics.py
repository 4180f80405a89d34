"""A definition is wrong: where, what, and the way out. All findings of a folder are gathered, never only the first."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import east_asian_width

Path = tuple[str | int, ...]
"""The way to a value inside a definition: keys and list positions."""

WIDEST_LINE = 160
"""Of a longer source line only the part around the finding is shown."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """One spot in a definition file; `line` and `column` count characters from 1, `length` is what the carets mark."""

    file: str
    line: int
    column: int
    path: Path = ()
    source_line: str = ""
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a plain sentence at a place, a code from `codes.py`, and the way out where one is known."""

    place: Place
    code: str
    sentence: str
    suggestion: str | None = None
    severity: Severity = "error"

    def render(self) -> str:
        warning = "warning: " if self.severity == "warning" else ""
        lines = [f"{self.place}: {warning}{self.sentence} [{self.code}]"]
        if self.place.source_line.strip():
            lines += [f"  {line}" for line in _marked(self.place)]
        if self.suggestion:
            lines.append(f"  {self.suggestion}")
        return "\n".join(lines)

    def to_json(self) -> dict[str, object]:
        """For the designer, which marks the same spot on its canvas."""
        place = self.place
        return {
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "length": place.length,
            "path": list(place.path),
            "code": self.code,
            "severity": self.severity,
            "sentence": self.sentence,
            "suggestion": self.suggestion,
        }


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """All findings as text for people, in the order of files and lines."""
    return "\n".join(finding.render() for finding in in_order(diagnostics))


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, each finding once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda d: (d.place.file, d.place.line, d.place.column, d.code))


def broken(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error; warnings alone stop nothing."""
    return any(finding.severity == "error" for finding in diagnostics)


def did_you_mean(
    word: str, known: Iterable[str], *, otherwise: str | None = None, listed: int = 12, cutoff: float = 0.65
) -> str | None:
    """The way out for a name nobody knows: the nearest known one, else `otherwise`, else what is known."""
    names = list(known)
    near = nearest(word, names, cutoff)
    if near is not None:
        return f"did you mean '{near}'?"
    if otherwise is not None:
        return otherwise
    if not names:
        return None
    shown = ", ".join(names[:listed])
    return f"known here: {shown}" + (" …" if len(names) > listed else "")


def nearest(word: str, known: Sequence[str], cutoff: float = 0.65) -> str | None:
    """The known name a person most likely meant by `word`, if one is near enough (1.0 is the same)."""
    flat = {name.casefold(): name for name in reversed(known)}
    folded = word.strip().casefold().replace("-", "_").replace(" ", "_")
    found = difflib.get_close_matches(folded, list(flat), n=1, cutoff=cutoff)
    if found:
        return flat[found[0]]
    parts = [name for name in known if len(folded) > 3 and (name.startswith(folded) or folded.startswith(name))]
    return max(parts, key=len) if parts else None


def _marked(place: Place) -> tuple[str, str]:
    """The source line and `^` under what is meant; a Chinese character is two columns wide on a screen."""
    skipped = max(0, place.column - 1 - WIDEST_LINE // 2) if len(place.source_line) > WIDEST_LINE else 0
    line = place.source_line[skipped : skipped + WIDEST_LINE].rstrip()
    at = place.column - 1 - skipped
    blank = "".join("\t" if c == "\t" else " " * _width(c) for c in line[:at])
    return line, blank + "^" * max(1, sum(map(_width, line[at : at + max(place.length, 1)])))


def _width(character: str) -> int:
    return 2 if east_asian_width(character) in "WF" else 1
