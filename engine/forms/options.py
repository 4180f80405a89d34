"""Options a choice offers: words with a title and a tone, perhaps with further options below them.

Sets stand in app.yaml, or inline at the field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from engine.lang.labels import LANGUAGES, Label, LabelText
from engine.lang.model import Definition, Spelled

Tone = Literal["pass", "fail", "near", "frozen", "neutral", "action"]
"""How an option is coloured and marked; the words of the page's design, never a colour."""

ROLES = "@roles"
"""Under this name the roles of the app stand among the option sets; no set of app.yaml can have it."""

_SEPARATOR = re.compile(r"([,;，；、\n])")

OptionValue = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]{0,47}$", strict=True), Spelled("pass, m8, 6.5")]


class Option(Definition):
    """One option: what people read, its tone, and the options it divides into (for a `tree_choice`)."""

    title: LabelText
    tone: Tone = "neutral"
    options: Options | None = None
    was: OptionValue | None = None
    """The value it had before."""

    def to_json(self) -> dict[str, object]:
        """As the page reads it."""
        below = {value: option.to_json() for value, option in (self.options or {}).items()}
        return {"title": self.title.to_json(), "tone": self.tone, **({"options": below} if below else {})}


def fold(text: str) -> str:
    """What is compared when a person types an option: no case, no full-width forms, no blanks around."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _told_apart(options: dict[str, Option]) -> dict[str, Option]:
    """No two options may read the same, or an import could not tell which is meant.

    In a tree the same title may stand in two branches, but no value may stand twice.
    """
    owners: dict[str, str] = {}
    for value, option in options.items():
        for spelling in {value, option.title.zh, option.title.en}:
            other = owners.setdefault(fold(spelling), value)
            if other != value:
                raise _alike(other, value, spelling)
    seen: dict[str, tuple[str, ...]] = {}
    for path in branches(options):
        other_path = seen.setdefault(path[-1], path)
        if other_path != path:
            raise _alike("/".join(other_path), "/".join(path), path[-1])
    return options


def _alike(first: str, second: str, spelling: str) -> PydanticCustomError:
    return PydanticCustomError(
        "options-alike",
        "options '{first}' and '{second}' are both written '{spelling}'",
        {"first": first, "second": second, "spelling": spelling},
    )


def branches(options: Mapping[str, Option], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way from the top to each option of a tree, an option before those below it."""
    for value, option in options.items():
        yield (*above, value)
        yield from branches(option.options or {}, (*above, value))


Options = Annotated[dict[OptionValue, Option], Len(1), AfterValidator(_told_apart)]
"""An option set, in the order in which it is offered."""

Option.model_rebuild()


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
