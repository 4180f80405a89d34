"""A definition file as it is written: words, collections and comments, without the way they were laid out."""

from __future__ import annotations

from dataclasses import dataclass

INDENT = 2
BLANK = ""
"""Among comments: an empty line."""


@dataclass(frozen=True, slots=True)
class Words:
    """A scalar, exactly as it is spelled. `lines` have no indentation; `style` as in `Span`."""

    lines: tuple[str, ...]
    style: str = ""

    @property
    def block(self) -> bool:
        """Whether the text follows `|` or `>` in lines of its own."""
        return self.style in ("|", ">")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item of a list, with the comments that belong to it.

    `above` are comment lines and blanks before it, `beside` is the comment on its own line.
    """

    key: str | None
    value: Node
    above: tuple[str, ...] = ()
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """A mapping or a list; `flow` when it is written in brackets; `below` are comments behind its last entry."""

    mapping: bool
    flow: bool
    entries: tuple[Entry, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def commented(self) -> bool:
        """Whether a comment stands anywhere inside."""
        return any(self.below) or any(
            any(entry.above) or entry.beside or (isinstance(entry.value, Collection) and entry.value.commented)
            for entry in self.entries
        )

    def named(self, key: str) -> Node | None:
        """The value of a key."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


Node = Words | Collection
