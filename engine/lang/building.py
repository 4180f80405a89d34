"""From YAML text to plain values with positions, as far as the text can be read."""

from __future__ import annotations

import re
from typing import Any

import yaml

from engine.lang.walk import Built, Hidden, Walk
from engine.lang.yaml_faults import Fault, fault_of, invisible

LARGEST_TEXT = 1024 * 1024
"""Bytes of UTF-8 in one file."""
MOST_RECOVERIES = 20
"""How many texts without their quotes are read over in one file."""

_UNSEEN = re.compile("[\x85\u2028\u2029]")
"""Line breaks that no editor shows as such; the reader refuses the other unseen characters itself."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def build(text: str) -> Built:
    """Reads one YAML document, at most `LARGEST_TEXT` bytes and `DEEPEST` levels, without aliases, anchors and tags.

    A text that should stand in quotes is reported, hidden and read over, so that it does not hide what follows it.
    """
    built = Built(text)
    if (fault := _too_large(text) or _unseen(text)) is not None:
        built.faults.append(fault)
        built.torn = True
        return built
    shown, recovered = text, list[Fault]()
    for _ in range(MOST_RECOVERIES):
        built = Built(shown)
        hidden = _attempt(built)
        if hidden is None:
            break
        recovered.append(built.faults[-1])
        shown = _hide(shown, hidden)
    built.text = text
    built.faults = sorted([*recovered, *(each for each in built.faults if each not in recovered)])
    return built


def _attempt(built: Built) -> Hidden | None:
    """One walk over the events; what to hide before trying again, where that helps past the last fault."""
    walk = Walk(built)
    try:
        for event in yaml.parse(built.text, Loader=_Loader):
            if not walk.take(event):
                built.torn = True
                return walk.hide
    except yaml.YAMLError as error:
        built.torn = True
        fault = fault_of(error, built.text, walk.last)
        built.faults.append(fault)
        if fault.code == "yaml-tag":
            return Hidden(fault.start, fault.start + fault.length, "_")
        if fault.code == "quotes-needed" and walk.last and not walk.in_brackets:
            end = built.text.find("\n", fault.start)
            return Hidden(walk.last.end, len(built.text) if end < 0 else end, " ")
    return None


def _too_large(text: str) -> Fault | None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        way_out = "save the file with UTF-8 encoding"
        return Fault(error.start, 1, "text-broken", "this is no UTF-8 text from here on", way_out)
    if size <= LARGEST_TEXT:
        return None
    sentence = f"the file has {size:,} bytes, more than the {LARGEST_TEXT:,} a definition may have"
    return Fault(0, 1, "file-large", sentence, "split it into several files")


def _unseen(text: str) -> Fault | None:
    found = None if text.isascii() else _UNSEEN.search(text)
    return found and invisible(found.group(), found.start())


def _hide(text: str, hidden: Hidden) -> str:
    """The same text with the same lines, one stretch covered."""
    covered = "".join(c if c in "\r\n" else hidden.cover for c in text[hidden.start : hidden.end])
    return text[: hidden.start] + covered + text[hidden.end :]
