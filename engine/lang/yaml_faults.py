"""What the YAML reader complains about, said in plain words and where the person can put it right."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml


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


_QUOTE_IT = "put the text in quotes"
_TABLE = (
    _Words(
        "mapping values are not allowed",
        "a second ': ' stands here, where the value before is not finished",
        "put the value in quotes if ': ' belongs to it, or check the indentation",
    ),
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
    _Words("undefined tag handle", "'!' gives a type, which definitions may not do", _QUOTE_IT, True),
    _Words("while scanning a tag", "'!' gives a type, which definitions may not do", _QUOTE_IT, True),
    _Words(
        "while scanning a directive",
        "a line beginning with '%' is an order to the reader, which definitions may not give",
        "remove it",
        True,
    ),
)


def fault_of(error: yaml.YAMLError, text: str) -> Fault:
    """The finding for an error of the reader."""
    character = getattr(error, "character", None)
    if character is not None:
        code = ord(character) if isinstance(character, str) else int(character)
        position = text.find(chr(code))
        return Fault(
            max(position, 0),
            1,
            "text-broken",
            f"an invisible control character (U+{code:04X}) stands here",
            "remove it",
        )
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    stuck = _index(getattr(error, "problem_mark", None))
    began = _index(getattr(error, "context_mark", None), stuck)
    if "flow mapping" in said or "flow sequence" in said:
        return _in_brackets(text, began, stuck)
    if "expected key" in said and (after := _after_quote(text, stuck)):
        return after
    if "mapping values are not allowed" in said and (continued := _continued(text, stuck)):
        return continued
    if "cannot start any token" in said:
        return _odd_start(text, stuck)
    for words in _TABLE:
        if words.part in said:
            at = began if words.at_context else stuck
            mark = text[at : at + 1] or "the end"
            return Fault(at, 1, "yaml-broken", words.sentence.replace("{mark}", mark), words.suggestion)
    return Fault(stuck, 1, "yaml-broken", "this cannot be read", "check quotes, brackets and indentation around here")


def _index(mark: Any, otherwise: int = 0) -> int:
    return int(mark.index) if mark is not None else otherwise


def _in_brackets(text: str, began: int, stuck: int) -> Fault:
    """A list or mapping in brackets: never closed, or something in it that needs quotes."""
    if after := _after_quote(text, stuck):
        return after
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


def _after_quote(text: str, stuck: int) -> Fault | None:
    """A text that goes on behind its closing quote, as in `when: 'pass' == verdict`."""
    before = text[:stuck].rstrip(" ")
    if before[-1:] not in ("'", '"') or "\n" in text[len(before) : stuck]:
        return None
    other = '"' if before[-1] == "'" else "'"
    return Fault(
        stuck,
        1,
        "quotes-needed",
        "the text ended at the quote before this",
        f"put the whole text in {other} quotes: {other}…{other}",
    )


def _continued(text: str, stuck: int) -> Fault | None:
    """A `key: value` line that the reader takes for more of the value above it."""
    start = text.rfind("\n", 0, stuck) + 1
    key = text[start:stuck].strip()
    if start == 0 or ": " in key:
        return None
    return Fault(
        text.index(key, start) if key else stuck,
        max(len(key), 1),
        "yaml-broken",
        "this line continues the value above it, so it cannot be a 'key: value' of its own",
        "indent it like the line above, or finish the line above with ':'",
    )


def _odd_start(text: str, stuck: int) -> Fault:
    mark = text[stuck : stuck + 1]
    if mark == "\t":
        return Fault(
            stuck, 1, "yaml-broken", "a tab stands here, where only spaces indent", "use two spaces for each level"
        )
    return Fault(stuck, 1, "quotes-needed", f"a text cannot begin with '{mark}' unless it stands in quotes", _QUOTE_IT)
