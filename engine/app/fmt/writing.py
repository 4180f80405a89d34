"""From a tree back to text, in the one shape a definition file has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.app.fmt.tree import BLANK, INDENT, Collection, Entry, Node, Words

WIDEST = 120
"""What is written in brackets and does not fit into a line of this many characters is written over several."""


def write_tree(tree: Collection) -> str:
    lines = _collection(tree, 0)
    return "\n".join(lines) + "\n"


def _collection(node: Collection, indent: int) -> list[str]:
    lines = list[str]()
    for index, entry in enumerate(node.entries):
        _add_comments(lines, entry.above, indent, first=index == 0)
        lines += _item(entry, indent) if entry.key is None else _keyed(entry, indent)
    _add_comments(lines, node.below, indent)
    return lines


def _add_comments(lines: list[str], comments: Iterable[str], indent: int, *, first: bool = False) -> None:
    """Never two empty lines on top of each other, and none at the beginning of a collection."""
    for comment in comments:
        if comment:
            lines.append(" " * indent + comment)
        elif lines and (first or lines[-1].strip()):
            lines.append(BLANK)


def _keyed(entry: Entry, indent: int) -> list[str]:
    head = f"{' ' * indent}{entry.key}:"
    if (line := _line(head, entry.value)) is not None:
        return [_with_comment(line, entry.beside)]
    if isinstance(entry.value, Words):
        return _words(head, entry.value, entry.beside, indent)
    return [_with_comment(head, entry.beside), *_collection(entry.value, indent + INDENT)]


def _item(entry: Entry, indent: int) -> list[str]:
    head = f"{' ' * indent}-"
    if (line := _line(head, entry.value)) is not None:
        return [_with_comment(line, entry.beside)]
    if isinstance(entry.value, Words):
        return _words(head, entry.value, entry.beside, indent)
    comments, value = _without_first_comments(entry.value)
    first, *others = _collection(value, indent + INDENT)
    above = [" " * indent + comment for comment in (entry.beside, *comments) if comment]
    return [*above, f"{head} {first.lstrip(' ')}", *others]


def _without_first_comments(node: Collection) -> tuple[tuple[str, ...], Collection]:
    """Between a dash and what follows it is no room for comments: they move above the dash."""
    first = node.entries[0]
    comments, value = first.above, first.value
    if first.key is None and isinstance(value, Collection) and value.entries:
        more, value = _without_first_comments(value)
        comments = (*comments, *more)
    return comments, replace(node, entries=(replace(first, above=(), value=value), *node.entries[1:]))


def _words(head: str, words: Words, beside: str, indent: int) -> list[str]:
    """Words over several lines."""
    first, *others = words.lines
    inner = [" " * (indent + INDENT) + line if line else line for line in others]
    lines = [f"{head} {first}", *inner]
    return [*lines[:-1], _with_comment(lines[-1], beside)]


def _line(head: str, value: Node) -> str | None:
    """Head and value on one line; None where that cannot be, or is too long for a collection."""
    if isinstance(value, Words):
        return f"{head} {value.lines[0]}".rstrip(" ") if len(value.lines) == 1 and not value.block else None
    text = _in_brackets(value)
    if text is None:
        return None
    line = f"{head} {text}"
    return line if len(line) <= WIDEST or not value.entries else None


def _in_brackets(node: Collection) -> str | None:
    """`{a: 1, b: [2, 3]}`; None for what is written over lines."""
    if not node.flow or node.commented:
        return None
    parts = list[str]()
    for entry in node.entries:
        value = _joined(entry.value) if isinstance(entry.value, Words) else _in_brackets(entry.value)
        if value is None:
            return None
        parts.append(value if entry.key is None else f"{entry.key}: {value}")
    inside = ", ".join(parts)
    return f"{{{inside}}}" if node.mapping else f"[{inside}]"


def _joined(words: Words) -> str | None:
    """The words on one line, where a line's end means no more than a blank."""
    if len(words.lines) > 1 and any(not line or line.rstrip(" \t").endswith("\\") for line in words.lines):
        return None
    return " ".join(words.lines) or "null"


def _with_comment(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line
