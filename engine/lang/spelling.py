"""Where a character of a scalar stands in the text: quotes, escapes and folded lines make the two differ."""

from __future__ import annotations

import re
from typing import NamedTuple

_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n[ \t]*|[\r\n][ \t]*|.)", re.DOTALL)
_BLANKS = " \t\r\n"


class Span(NamedTuple):
    """Where a value or key begins and ends in the text, in characters.

    `style` is a scalar's quoting: `'`, `"`, `|`, `>` or nothing for a plain one; None for a list or mapping.
    """

    start: int
    end: int
    style: str | None = None


def index_in_text(text: str, span: Span, value: str, offset: int) -> int:
    """The index in `text` of character `offset` of the scalar `value`, which is written at `span`."""
    at, end, style = span.start, span.end, span.style or ""
    if style in ("'", '"'):
        at += 1
    elif style in ("|", ">"):
        at = _after_header(text, at)
    for wanted in value[:offset]:
        at = _find(text, at, end, style, wanted)
        at = _past(text, at, style, wanted)
    if offset < len(value):
        at = _find(text, at, end, style, value[offset])
    return min(at, end)


def _after_header(text: str, start: int) -> int:
    """Past `|` or `>` with its indicators, up to the first line of the text."""
    line_end = text.find("\n", start)
    return len(text) if line_end < 0 else line_end + 1


def _find(text: str, at: int, end: int, style: str, wanted: str) -> int:
    """The next spot where `wanted` is written, skipping indentation and empty line continuations."""
    if style == '"':
        at = _skip_continuations(text, at)
    if wanted in _BLANKS:
        return at
    while at < end and text[at] != wanted and text[at] in _BLANKS:
        at += 1
    return at


def _past(text: str, at: int, style: str, wanted: str) -> int:
    """Behind the spelling of one character: one, an escape, a doubled quote, or the blanks a fold stands for."""
    if style == '"' and text[at : at + 1] == "\\":
        found = _ESCAPE.match(text, at)
        return found.end() if found else at + 1
    if style == "'" and wanted == "'":
        return at + 2
    if wanted in " \n" and text[at : at + 1] in ("\n", "\r"):
        return _past_fold(text, at, style)
    return at + 1


def _past_fold(text: str, at: int, style: str) -> int:
    if style == "|":
        return at + 2 if text[at : at + 2] == "\r\n" else at + 1
    while text[at : at + 1] and text[at] in _BLANKS:
        at += 1
    return at


def _skip_continuations(text: str, at: int) -> int:
    while (found := _ESCAPE.match(text, at)) and found.group()[1] in "\r\n":
        at = found.end()
    return at


def end_of_call(text: str, start: int) -> int:
    """Behind the parenthesis that closes the first one opened from `start` on, or the end of its line."""
    depth, quote, at = 0, "", start
    while at < len(text):
        character = text[at]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        elif character == "\n" and depth == 0:
            return at
        at += 1
    line_end = text.find("\n", start)
    return len(text) if line_end < 0 else line_end
