"""The comments of a definition file, and which entry each of them belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from engine.app.fmt.tree import BLANK
from engine.lang.source import Source

_COMMENT = re.compile(r"#[^\n]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """`column` counts from 0; `alone` when nothing stands before it on its line."""

    start: int
    text: str
    column: int
    alone: bool


def comments_of(source: Source) -> list[Comment]:
    """All of them in order. Outside of words a `#` always begins one."""
    words = sorted(span for span in [*source.spans.values(), *source.key_spans.values()] if span.style is not None)
    found, at = list[Comment](), 0
    for start, end in [*((span.start, span.end) for span in words), (len(source.text), len(source.text))]:
        while comment := _COMMENT.search(source.text, at, start):
            found.append(_comment(source.text, comment.start(), comment.group().rstrip()))
            at = comment.end()
        at = max(at, end)
    return found


def _comment(text: str, start: int, words: str) -> Comment:
    line = text.rfind("\n", 0, start) + 1
    return Comment(start, words, start - line, not text[line:start].strip(" \t"))


class Comments:
    """The comments not yet given to an entry, handed out from the first to the last."""

    def __init__(self, source: Source) -> None:
        self._text = source.text
        self._waiting = comments_of(source)

    def above(self, start: int) -> tuple[str, ...]:
        """Those before this index, with the empty lines between them and before what stands at the index."""
        lines = self._take(lambda comment: comment.start < start)
        return (*lines, BLANK) if self._blank_above(start) else lines

    def beside(self, end: int, between: str) -> str:
        """The comment on the line where something ended, with nothing but characters of `between` before it."""
        start = self._waiting[0].start if self._waiting else -1
        if start < end or self._text[end:start].strip(between):
            return ""
        return self._waiting.pop(0).text

    def below(self, limit: int, column: int) -> tuple[str, ...]:
        """Those behind the last entry of a collection that begins in this column, up to what comes next."""
        return self._take(lambda comment: comment.start < limit and (comment.column >= column or not comment.alone))

    def _take(self, belongs: Callable[[Comment], bool]) -> tuple[str, ...]:
        lines = list[str]()
        while self._waiting and belongs(self._waiting[0]):
            comment = self._waiting.pop(0)
            lines += [BLANK, comment.text] if comment.alone and self._blank_above(comment.start) else [comment.text]
        return tuple(lines)

    def _blank_above(self, start: int) -> bool:
        """Whether the line above the one of this index is empty."""
        line = self._text.rfind("\n", 0, start)
        if line <= 0 or self._text[line + 1 : start].strip(" \t-?"):
            return False
        return not self._text[self._text.rfind("\n", 0, line) + 1 : line].strip(" \t")
