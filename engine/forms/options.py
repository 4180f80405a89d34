"""Options a choice offers: words with a title and a tone. Sets stand in app.yaml, or inline at the field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from engine.lang.labels import LANGUAGES, Label, LabelText
from engine.lang.model import Definition, Spelled

Tone = Literal["pass", "fail", "near", "frozen", "neutral", "action"]
"""How an option is coloured and marked; the words of the page's design, never a colour."""

_SEPARATOR = re.compile(r"([,;，；、\n])")

OptionValue = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]{0,47}$", strict=True), Spelled("pass, m8, 6.5")]


class Option(Definition):
    """One option: what people read, and its tone."""

    title: LabelText
    tone: Tone = "neutral"


def fold(text: str) -> str:
    """What is compared when a person types an option: no case, no full-width forms, no blanks around."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _told_apart(options: dict[str, Option]) -> dict[str, Option]:
    """No two options may read the same, or an import could not tell which is meant."""
    owners: dict[str, str] = {}
    for value, option in options.items():
        for spelling in {value, option.title.zh, option.title.en}:
            other = owners.setdefault(fold(spelling), value)
            if other != value:
                raise PydanticCustomError(
                    "options-alike",
                    "options '{first}' and '{second}' are both written '{spelling}'",
                    {"first": other, "second": value, "spelling": spelling},
                )
    return options


Options = Annotated[dict[OptionValue, Option], Len(1), AfterValidator(_told_apart)]
"""An option set, in the order in which it is offered."""


def title_of(options: Mapping[str, Option], value: str) -> Label:
    """What people read for a value; an option that was removed later is shown as it is written."""
    option = options.get(value)
    return option.title if option else Label.both(value)


def spellings(options: Mapping[str, Option]) -> dict[str, str]:
    """Every way to write an option (value or title in any language, folded) to its value."""
    titles = {fold(option.title.in_(language)): value for value, option in options.items() for language in LANGUAGES}
    return titles | {fold(value): value for value in options}


def split_spellings(options: Mapping[str, Option], text: str) -> tuple[list[str], list[str]]:
    """The options named in `a, b、c`, and the words that name none. The longest title wins: it may hold commas."""
    known = spellings(options)
    parts = _SEPARATOR.split(text)
    values: list[str] = []
    unknown: list[str] = []
    start = 0
    while start < len(parts):
        end = next((end for end in range(len(parts), start, -2) if fold("".join(parts[start:end])) in known), 0)
        if end:
            values.append(known[fold("".join(parts[start:end]))])
        elif parts[start].strip():
            unknown.append(parts[start].strip())
        start = (end or start + 1) + 1
    return values, unknown
