"""Document numbers: `IQC-{date:%Y%m%d}-{seq:4}`. A number is a prefix, and a place in the count under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

_PART = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?::(?P<how>[^{}]*))?\}|(?P<brace>[{}])")
_DATE = re.compile(r"(?:[-/._]|%[YymdjVGu])+")
_HOLE = "{}"


class PatternWrong(ValueError):
    """The pattern cannot be read; `offset` counts characters in it."""

    def __init__(self, sentence: str, offset: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the pattern: plain text, the day written by `text`, a field of that name, or the running number."""

    kind: Literal["text", "date", "field", "seq"]
    text: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """How the documents of a form are numbered. The running number begins again whenever the rest changes."""

    parts: tuple[Part, ...]
    width: int

    @property
    def fields(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.kind == "field")

    def prefix(self, values: Mapping[str, object], today: date) -> str:
        """The number without its running part: the key of the counter. `{}` marks the place unless it is the end."""
        whole = "".join(self._written(part, values, today) for part in self.parts)
        return whole.removesuffix(_HOLE)

    def number(self, prefix: str, seq: int) -> str:
        """The document number; longer than the width when the width is used up, never cut."""
        running = f"{seq:0{self.width}d}"
        return prefix.replace(_HOLE, running) if _HOLE in prefix else prefix + running

    @staticmethod
    def _written(part: Part, values: Mapping[str, object], today: date) -> str:
        match part.kind:
            case "text":
                return part.text
            case "date":
                return today.strftime(part.text)
            case "seq":
                return _HOLE
        value = values.get(part.text)
        return "" if value is None else str(value).replace("{", "").replace("}", "")


def parse_pattern(text: str) -> NumberPattern:
    """Reads a pattern; PatternWrong where it cannot be read."""
    parts = tuple(_parts(text))
    running = [part for part in parts if part.kind == "seq"]
    if len(running) != 1:
        at = running[1].offset if running else 0
        raise PatternWrong("a document number needs {seq} exactly once, such as {seq:4}", at)
    return NumberPattern(parts, int(running[0].text))


def _parts(text: str) -> Iterator[Part]:
    end = 0
    for found in _PART.finditer(text):
        if found.start() > end:
            yield Part("text", text[end : found.start()], end)
        yield _hole(found)
        end = found.end()
    if end < len(text):
        yield Part("text", text[end:], end)


def _hole(found: re.Match[str]) -> Part:
    at, name, how = found.start(), found["name"], found["how"]
    if found["brace"]:
        raise PatternWrong("a brace opens or closes nothing here", at)
    if name == "date":
        return _date(how or "%Y%m%d", at)
    if name == "seq":
        return _seq(how or "4", at)
    if how is not None:
        raise PatternWrong(f"a field is written {{{name}}}, without ':{how}'", at)
    return Part("field", name, at)


def _date(how: str, at: int) -> Part:
    if not _DATE.fullmatch(how):
        raise PatternWrong(f"'{how}' is no way to write a day; use %Y %y %m %d %j %G %V with - / . _ between", at)
    return Part("date", how, at)


def _seq(how: str, at: int) -> Part:
    if not re.fullmatch(r"[1-9]|1[0-2]", how):
        raise PatternWrong(f"'{how}' is no width of a running number; use 1 to 12", at)
    return Part("seq", how, at)
