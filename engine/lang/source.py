"""A definition as text: its plain values, and where each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from engine.lang.building import build
from engine.lang.diagnostics import Diagnostic, Path, Place
from engine.lang.spelling import Span, index_in_text

_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


@lru_cache(maxsize=128)
def parse(text: str, file: str) -> Source:
    """Reads one definition file. Raises nothing: what is wrong stands in `Source.diagnostics`.

    Remembered, because an app is loaded again after each small change of one file.
    """
    built = build(text.removeprefix("\ufeff"))
    source = Source(file, built.text, built.value, built.spans, built.key_spans)
    findings = tuple(
        Diagnostic(source.spot(fault.start, fault.length), fault.code, fault.sentence, fault.suggestion)
        for fault in built.faults
    )
    return replace(source, diagnostics=findings, torn=built.torn)


@dataclass(frozen=True, eq=False)
class Source:
    """One definition file after parsing. `value` is plain dict, list, str, int, Decimal, bool and None.

    Broken text gives `diagnostics`; what could be read in spite of them still stands in `value`, so that one broken
    line does not hide the findings of the others.
    """

    file: str
    text: str
    value: object
    spans: Mapping[Path, Span]
    key_spans: Mapping[Path, Span]
    diagnostics: tuple[Diagnostic, ...] = ()
    torn: bool = False
    """Reading stopped before the end, so nothing can be said of what seems to be missing."""

    def at(self, path: Path) -> object:
        """The value at a path; KeyError, IndexError or TypeError where there is none."""
        value: object = self.value
        for step in path:
            value = value[step]  # type: ignore[index]
        return value

    def place(self, path: Path, offset: int = 0, length: int | None = None) -> Place:
        """Where the value at `path` stands, or character `offset` of its text; where it is missing, its parent."""
        known = self._nearest(path, self.spans)
        span = self.spans.get(known)
        if span is None:
            return self.spot(0, path=path)
        whole = offset == 0 and length is None
        value = self.at(known) if span.style is not None and known == path and not whole else None
        if not isinstance(value, str):
            return self._marked(span, path)
        start = index_in_text(self.text, span, value, offset)
        if length is None:
            return self._marked(Span(start, span.end, span.style), path)
        return self.spot(start, length, path)

    def place_of_key(self, path: Path) -> Place:
        """Where the key of `path` stands; in a list, or at the top, the value itself."""
        span = self.key_spans.get(path)
        return self._marked(span, path) if span else self.place(path)

    def place_for_missing(self, path: Path) -> Place:
        """Where to say that the mapping at `path` lacks something: its own key, or its first line."""
        span = self.key_spans.get(path)
        return self._marked(span, path) if span else self._first_key(path)

    def spot(self, index: int, length: int = 1, path: Path = ()) -> Place:
        """The place of a character of the text."""
        line = max(0, bisect_right(self._line_starts, index) - 1)
        return Place(self.file, line + 1, index - self._line_starts[line] + 1, path, self.line(line), max(length, 1))

    def line(self, number: int) -> str:
        """The text of a line, counted from 0, without its break; what is no character is shown as `?`."""
        start = self._line_starts[number]
        end = self._line_starts[number + 1] if number + 1 < len(self._line_starts) else len(self.text)
        line = self.text[start:end].rstrip("\r\n\x85\u2028\u2029")
        return line if line.isascii() else line.encode("utf-8", "replace").decode()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def _marked(self, span: Span, path: Path) -> Place:
        """The place of a span, marked as far as its first line goes; of a collection only its beginning."""
        place = self.spot(span.start, 1, path)
        if span.style is None:
            return place
        rest = len(place.source_line) - place.column + 1
        length = min(span.end - span.start, rest)
        return self.spot(span.start, length, path)

    def _nearest(self, path: Path, spans: Mapping[Path, Span]) -> Path:
        while path and path not in spans:
            path = path[:-1]
        return path

    def _first_key(self, path: Path) -> Place:
        value = self.at(path) if path in self.spans else None
        if isinstance(value, Mapping) and value:
            return self.place_of_key((*path, next(iter(value))))
        return self.place(path)
