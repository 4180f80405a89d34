"""One walk over the events of the YAML reader: plain values with positions. Stops before anything hostile is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from engine.lang.diagnostics import Path
from engine.lang.scalars import LONGEST_NUMBER, read_plain
from engine.lang.spelling import Span, end_of_call
from engine.lang.yaml_faults import Fault, directive_fault, tag_fault

DEEPEST = 50

_DROPPED = "\0"


@dataclass(slots=True)
class Built:
    """What came out: the value, the positions, the faults. Grows while building, is only read afterwards."""

    text: str
    value: object = None
    spans: dict[Path, Span] = field(default_factory=dict)
    key_spans: dict[Path, Span] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    torn: bool = False
    """Reading stopped before the end."""


class Hidden(NamedTuple):
    """A stretch of text to cover before reading it again, so that what follows it can be read."""

    start: int
    end: int
    cover: str


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read."""

    value: Any
    path: Path
    flow: bool
    key: str | None = None
    keep: bool = True


class Walk:
    """The state of one walk over the events."""

    def __init__(self, built: Built) -> None:
        self.built = built
        self.stack: list[_Open] = []
        self.documents = 0
        self.last: Span | None = None
        """The scalar read last."""
        self.hide: Hidden | None = None

    @property
    def in_brackets(self) -> bool:
        return bool(self.stack) and self.stack[-1].flow

    def take(self, event: Any) -> bool:
        """One event; False when reading must stop."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._start(event, {} if kind is yaml.MappingStartEvent else [])
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end(event)
        elif kind is yaml.AliasEvent:
            start, end = event.start_mark.index, event.end_mark.index
            word = self.built.text[start:end]
            self._fault(
                start,
                end,
                "yaml-alias",
                f"'{word}' points to another place, which definitions may not do",
                "write it out; if '*' belongs to the text, put the text in quotes",
            )
            self._put(None, Span(start, end, ""))
        elif kind is yaml.DocumentStartEvent:
            return self._document(event)
        return True

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if event.version or event.tags:
            self.built.faults.append(directive_fault(event.start_mark.index))
        if self.documents > 1:
            self._fault(
                event.start_mark.index,
                event.end_mark.index,
                "yaml-documents",
                "a second document begins here, and a file holds one",
                "move it to a file of its own",
            )
        return self.documents == 1

    def _scalar(self, event: Any) -> bool:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        self.last = Span(start, end, style)
        self._refuse_marks(event)
        frame = self.stack[-1] if self.stack else None
        word: str = event.value
        if frame is not None and frame.flow and not style and self._cut_off(frame, word, start, end):
            return False
        if frame is not None and frame.key is None and type(frame.value) is dict:
            self._key(frame, word, Span(start, end, style))
            return True
        if style == "" and not event.tag:
            if len(word) > LONGEST_NUMBER and word.lstrip("-").replace(".", "", 1).isdecimal():
                self._fault(
                    start,
                    end,
                    "number-long",
                    f"a number of {len(word)} digits stands here, and {LONGEST_NUMBER} is the most",
                    "put it in quotes if it is a code",
                )
            self._put(read_plain(word), Span(start, end, style))
        else:
            self._put(word, Span(start, end, style))
        return True

    def _key(self, frame: _Open, word: str, span: Span) -> None:
        frame.key, frame.keep = word, True
        if word == "<<" and not span.style:
            frame.keep = False
            self._fault(
                span.start,
                span.end,
                "yaml-merge",
                "'<<' merges another mapping, which definitions may not do",
                "write the keys out",
            )
        elif word in frame.value:
            frame.keep = False
            first = self.built.text.count("\n", 0, self.built.key_spans[(*frame.path, word)].start) + 1
            self._fault(
                span.start,
                span.end,
                "key-twice",
                f"'{word}' stands here a second time; the first is in line {first}",
                "remove one of them, or rename it",
            )
        else:
            self.built.key_spans[(*frame.path, word)] = span

    def _cut_off(self, frame: _Open, word: str, start: int, end: int) -> bool:
        """Whether a comma inside { } or [ ] has cut this text off: `{value: choose(a, b)}` ends at `choose(a`."""
        is_value = frame.key is not None or type(frame.value) is list
        text = self.built.text
        if not is_value or text[end : end + 1] != "," or word.count("(") <= word.count(")"):
            return False
        inside = "{ }" if type(frame.value) is dict else "[ ]"
        shown = word if len(word) < 40 else word[:37] + "…"
        sentence = f'inside {inside} the comma ends the text, so only "{shown}" is read'
        way_out = "put the whole text in quotes, or write the entry over several lines"
        self._fault(start, end, "quotes-needed", sentence, way_out)
        self.hide = Hidden(start, end_of_call(text, start), "_")
        return True

    def _start(self, event: Any, value: Any) -> bool:
        start = event.start_mark.index
        self._refuse_marks(event)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.key is None and type(frame.value) is dict:
            self._fault(
                start,
                start + 1,
                "key-wrong",
                "a key is one word, and here a list or mapping stands for it",
                "put it in quotes if it is text",
            )
            return False
        if len(self.stack) >= DEEPEST:
            self._fault(
                start,
                start + 1,
                "yaml-deep",
                f"this is nested more than {DEEPEST} levels deep",
                "no definition needs that; look for a bracket too many",
            )
            return False
        path = self._put(value, Span(start, start + 1))
        self.stack.append(_Open(value, path, bool(event.flow_style)))
        return True

    def _end(self, event: Any) -> None:
        frame = self.stack.pop()
        span = self.built.spans[frame.path]
        self.built.spans[frame.path] = Span(span.start, event.end_mark.index)

    def _put(self, value: object, span: Span) -> Path:
        """Hangs a value into the collection being read; gives its path."""
        if not self.stack:
            self.built.value = value
            self.built.spans[()] = span
            return ()
        frame = self.stack[-1]
        if type(frame.value) is list:
            path: Path = (*frame.path, len(frame.value))
            frame.value.append(value)
        else:
            path = (*frame.path, (frame.key or "") if frame.keep else _DROPPED)
            if frame.keep:
                frame.value[frame.key] = value
            frame.key = None
        self.built.spans[path] = span
        return path

    def _refuse_marks(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            self._fault(
                start,
                start + 1 + len(event.anchor),
                "yaml-alias",
                f"'&{event.anchor}' names a place for reuse, which definitions may not do",
                "write it out; if '&' belongs to the text, put the text in quotes",
            )
        if event.tag is not None:
            self.built.faults.append(tag_fault(self.built.text, start))

    def _fault(self, start: int, end: int, code: str, sentence: str, suggestion: str | None) -> None:
        self.built.faults.append(Fault(start, max(end - start, 1), code, sentence, suggestion))
