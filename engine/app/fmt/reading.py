"""From a parsed definition file to its tree, by the positions of its values."""

from __future__ import annotations

import re

from engine.app.fmt.comments import Comments
from engine.app.fmt.tree import INDENT, Collection, Entry, Node, Words
from engine.lang.diagnostics import Path
from engine.lang.source import Source
from engine.lang.spelling import Span

_BLANKS = " \t"
_INDENT_GIVEN = re.compile(r"(?P<style>[|>][+-]?)(?P<indent>[1-9])")


def read_tree(source: Source) -> Collection:
    """The tree of a file that holds a mapping and has no findings."""
    return _Reader(source).collection((), len(source.text), flow=False, outside=-1, parent=0)


class _Reader:
    """One walk through the values of a file, in the order of its text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.comments = Comments(source)

    def collection(self, path: Path, limit: int, *, flow: bool, outside: int, parent: int) -> Collection:
        """`limit`: where what follows begins; `outside`: the column that comments inside must be right of."""
        span, value = self.source.spans[path], self.source.at(path)
        assert isinstance(value, dict | list)
        bracket = self.text[span.start : span.start + 1] in ("{", "[")
        flow = flow or bracket
        if bracket:
            limit = span.end - 1
        paths: list[Path] = [(*path, step) for step in (value if isinstance(value, dict) else range(len(value)))]
        starts = [*(self._start(each) for each in paths), limit]
        column = self._column(span.start) if not flow else parent
        entries = tuple(
            self._entry(each, starts[index], starts[index + 1], flow=flow, column=column)
            for index, each in enumerate(paths)
        )
        below = self.comments.below(limit, 0 if flow else max(column, outside + 1)) if entries else ()
        return Collection(isinstance(value, dict), flow, entries, below)

    def _entry(self, path: Path, start: int, limit: int, *, flow: bool, column: int) -> Entry:
        above = self.comments.above(start)
        key, span = self.source.key_spans.get(path), self.source.spans[path]
        beside = ""
        if key and "\n" in self.text[key.end : span.start]:
            beside = self.comments.beside(key.end, _BLANKS + ":")
            if span.style is not None:
                above = (*above, *self.comments.above(span.start))
            if span.style in ("|", ">") and beside:
                above, beside = (*above, beside), ""
        value = self._node(path, limit, flow=flow, column=column)
        ends_on_its_line = span.style not in (None, "|", ">") or self.text[span.start : span.start + 1] in ("{", "[")
        if ends_on_its_line and not beside:
            beside = self.comments.beside(span.end, _BLANKS + ("," if flow else ""))
        return Entry(self.text[key.start : key.end] if key else None, value, above, beside)

    def _node(self, path: Path, limit: int, *, flow: bool, column: int) -> Node:
        span = self.source.spans[path]
        if span.style is None:
            outside = column if isinstance(self.source.at(path), list) else -1
            return self.collection(path, limit, flow=flow, outside=outside, parent=column)
        if span.style in ("|", ">"):
            return Words(self._block(span, column), span.style)
        lines = self.text[span.start : span.end].split("\n")
        return Words(tuple(map(_inner, lines)) if lines[1:] else (lines[0],))

    def _start(self, path: Path) -> int:
        return (self.source.key_spans.get(path) or self.source.spans[path]).start

    def _column(self, index: int) -> int:
        """Where a block collection begins: the column of its first key, or of its first dash."""
        line = self.text.rfind("\n", 0, index) + 1
        return index - line

    def _block(self, span: Span, parent: int) -> tuple[str, ...]:
        """The head of a text after `|` or `>`, and its lines without indentation; blanks at their ends belong to it."""
        head, *lines = self.text[span.start : span.end].split("\n")
        given = _INDENT_GIVEN.match(head)
        # Where there are blanks only, all of them are indentation.
        first = next((line for line in lines if line.strip(" ")), max(lines, default="") + "_")
        indent = parent + int(given["indent"]) if given else len(first) - len(first.lstrip(" "))
        bare = [line[indent:] for line in lines]
        keeps = "+" in head.partition("#")[0]
        while bare and not bare[-1]:
            bare.pop()
            if keeps:
                break
        head = f"{given['style']}{INDENT}{head[given.end() :]}" if given else head
        return (head.rstrip(_BLANKS), *bare)


def _inner(line: str) -> str:
    """A line of several: the blanks around it mean nothing, but an escaped one at its end does."""
    bare = line.strip(_BLANKS)
    slashes = len(bare) - len(bare.rstrip("\\"))
    escaped = line[len(line.rstrip(_BLANKS)) :][:1] if slashes % 2 else ""
    return bare + escaped
