"""Text as it is kept: normal form C, no control characters, no blanks around it."""

from __future__ import annotations

import re
import unicodedata

from engine.forms.reading import Reading

_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BREAKS = re.compile(r"[ \t]*[\n\t][ \t\n]*")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONE = re.compile(r"[\ud800-\udfff]")


def read_text(value: object, longest: int, reading: Reading, *, lines: bool = False) -> str | None:
    """The text to keep, None when nothing is left of it; `lines` keeps line breaks and tabs."""
    if not isinstance(value, str):
        reading.expects("文字", "text")
        return None
    if not value.isprintable() and _LONE.search(value):
        reading.refuse("broken-text")
        return None
    clean = cleaned(value, lines=lines)
    if max(len(value), len(clean)) > longest:
        reading.refuse("too-long", maximum=longest)
        return None
    return clean or None


def cleaned(value: str, *, lines: bool) -> str:
    if value.isprintable() and unicodedata.is_normalized("NFC", value):
        return value.strip()  # what nearly all texts are
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", value))
    if not lines:
        text = _BREAKS.sub(" ", text)
    return unicodedata.normalize("NFC", text).strip()


def is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None
