"""What the YAML reader complains about, said in plain words and where the person can put it right."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from engine.lang.spelling import Span


class Fault(NamedTuple):
    """Something wrong in the text itself, from character `start` on."""

    start: int
    length: int
    code: str
    sentence: str
    suggestion: str | None


class _Words(NamedTuple):
    """How a complaint (known by a part of its text) is said; `at_context` points to where the trouble began."""

    part: str
    sentence: str
    suggestion: str | None
    at_context: bool = False


_WORD = re.compile(r"[^\s,}\]]+")
_QUOTE_IT = "put the text in quotes"
_TABLE = (
    _Words("could not find expected ':'", "this line is no 'key: value'", "a ': ' is missing after the key", True),
    _Words("found unexpected end of stream", "this quote is never closed", "close it", True),
    _Words("found unexpected document indicator", "this quote is never closed", "close it", True),
    _Words("tab character", "a tab stands here, where only spaces indent", "use two spaces for each level"),
    _Words("'\\t' that cannot start", "a tab stands here, where only spaces indent", "use two spaces for each level"),
    _Words(
        "found unknown escape",
        'after a backslash inside " " only certain letters may stand',
        "use ' ' quotes, where a backslash is an ordinary character",
    ),
    _Words("did not find expected hexdecimal", "an escape like \\u4e2d needs its hexadecimal digits", "use ' ' quotes"),
    _Words(
        "expected alphabetic or numeric",
        "'{mark}' points to another place, which definitions may not do",
        _QUOTE_IT,
        True,
    ),
    _Words("expected comment or line break", "after '|' or '>' the text begins in the next line", None),
    _Words("expected the node content", "a value is missing here", _QUOTE_IT),
    _Words("did not find expected node content", "'{mark}' stands where a value belongs", _QUOTE_IT),
    _Words(
        "did not find expected '-'",
        "this line does not belong to the list above it",
        "begin it with '- ', or indent it like the line it belongs to",
    ),
    _Words(
        "block sequence entries are not allowed",
        "a list begins here, where none can",
        "put each '- ' in a line of its own",
    ),
    _Words(
        "did not find expected key",
        "this line does not line up with the lines above it",
        "indent it like the line it belongs to",
    ),
    _Words("expected <document start>", "the definition ended before this", "look for a bracket too many"),
)


def fault_of(error: yaml.YAMLError, text: str, last: Span | None = None) -> Fault:
    """The finding for an error of the reader; `last` is the scalar it read before."""
    character = getattr(error, "character", None)
    if character is not None:
        sign = character if isinstance(character, str) else chr(int(character))
        return invisible(sign, max(text.find(sign), 0))
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    stuck = _index(getattr(error, "problem_mark", None))
    began = _index(getattr(error, "context_mark", None), stuck)
    if "scanning a tag" in said or "tag handle" in said:
        return tag_fault(text, began)
    if "scanning a directive" in said:
        return directive_fault(began)
    if "flow mapping" in said or "flow sequence" in said:
        return _after_quote(text, stuck, last) or _in_brackets(text, began, stuck)
    if "expected key" in said and (after := _after_quote(text, stuck, last)):
        return after
    if "mapping values are not allowed" in said:
        return _second_colon(text, stuck)
    if "cannot start any token" in said:
        return _odd_start(text, stuck)
    for words in _TABLE:
        if words.part in said:
            at = began if words.at_context else stuck
            mark = text[at : at + 1] or "the end"
            return Fault(at, 1, "yaml-broken", words.sentence.replace("{mark}", mark), words.suggestion)
    return Fault(stuck, 1, "yaml-broken", "this cannot be read", "check quotes, brackets and indentation around here")


def invisible(character: str, position: int) -> Fault:
    """A character that nobody sees and that changes what is read."""
    sentence = f"an invisible control character (U+{ord(character):04X}) stands here"
    return Fault(position, 1, "text-broken", sentence, "remove it")


def _index(mark: Any, otherwise: int = 0) -> int:
    return int(mark.index) if mark is not None else otherwise


def _in_brackets(text: str, began: int, stuck: int) -> Fault:
    """A list or mapping in brackets: never closed, or something in it that needs quotes."""
    opening = text[began : began + 1]
    closing = "}" if opening == "{" else "]"
    if "\n" in text[began:stuck] and text[stuck : stuck + 1] != closing:
        return Fault(began, 1, "yaml-broken", f"this '{opening}' is never closed", f"add '{closing}'")
    return Fault(
        stuck,
        1,
        "yaml-broken",
        f"a ',' or '{closing}' is missing before this",
        "put the text before it in quotes if this belongs to it",
    )


def _after_quote(text: str, stuck: int, last: Span | None) -> Fault | None:
    """A text that goes on behind its closing quote, as in `when: 'pass' == verdict`, or a quote closed lines below."""
    if last is None or last.style not in ("'", '"') or text[last.end : stuck].strip(" "):
        return None
    if "\n" in text[last.start : last.end]:
        return Fault(last.start, 1, "yaml-broken", "this quote is not closed in its line", "close it")
    line_end = text.find("\n", stuck)
    whole = text[last.start : len(text) if line_end < 0 else line_end].rstrip()
    other = '"' if last.style == "'" else "'"
    way_out = f"put the whole text in {other} quotes"
    if other not in whole and "}" not in whole:
        way_out = f"put the whole text in quotes: {other}{whole}{other}"
    return Fault(last.start, len(whole), "quotes-needed", "the text does not end where its quote is closed", way_out)


def _second_colon(text: str, stuck: int) -> Fault:
    """A `key: value` line taken for more of the value above it, or a `: ` inside a value: `title: IQC: failed`."""
    start = text.rfind("\n", 0, stuck) + 1
    before = text[start:stuck].strip()
    if start > 0 and ": " not in before:
        sentence = "this line continues the value above it, so it cannot be a 'key: value' of its own"
        way_out = "indent it like the line above, or finish the line above with ':'"
        at = text.index(before, start) if before else stuck
        return Fault(at, max(len(before), 1), "yaml-broken", sentence, way_out)
    line_end = text.find("\n", stuck)
    key, _, value = text[start : len(text) if line_end < 0 else line_end].strip().partition(": ")
    way_out = f'put the value in quotes: {key}: "{value}"' if '"' not in value else "put the value in quotes"
    return Fault(stuck, 1, "yaml-broken", "a second ': ' stands in this line, where the value goes on", way_out)


def tag_fault(text: str, start: int) -> Fault:
    """A word that begins with `!`, which means a type to the reader and `not` to the person."""
    word = _WORD.match(text, start)
    shown = word.group() if word else "!"
    way_out = f"a condition is negated by 'not': not {shown[1:]}" if shown[1:].isidentifier() else _QUOTE_IT
    return Fault(start, len(shown), "yaml-tag", f"'{shown}' gives a type, which definitions may not do", way_out)


def directive_fault(start: int) -> Fault:
    sentence = "a line beginning with '%' is an order to the reader, which definitions may not give"
    return Fault(start, 1, "yaml-broken", sentence, "remove it")


def _odd_start(text: str, stuck: int) -> Fault:
    mark = text[stuck : stuck + 1]
    if mark == "\t":
        return Fault(
            stuck, 1, "yaml-broken", "a tab stands here, where only spaces indent", "use two spaces for each level"
        )
    return Fault(stuck, 1, "quotes-needed", f"a text cannot begin with '{mark}' unless it stands in quotes", _QUOTE_IT)
