"""The canonical shape of definition files: what they mean, and whose comments are whose, stays as it is."""

from __future__ import annotations

from collections import Counter

from engine.app.fmt.comments import comments_of
from engine.app.fmt.order import in_order
from engine.app.fmt.reading import read_tree
from engine.app.fmt.writing import write_tree
from engine.lang.source import Source, parse


def formatted(text: str, file: str = "") -> str:
    """The text in its canonical shape; text that cannot be read, or holds no mapping, comes back unchanged.

    The result is read again: where it would not mean the same, or a comment were lost, the text comes back unchanged.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source = parse(plain, file)
    if source.diagnostics or not isinstance(source.value, dict) or not source.value:
        return text
    shaped = write_tree(in_order(read_tree(source)))
    return shaped if _same(source, parse(shaped, file)) else text


def _same(before: Source, after: Source) -> bool:
    return not after.diagnostics and before.value == after.value and _comments(before) == _comments(after)


def _comments(source: Source) -> Counter[str]:
    return Counter(comment.text for comment in comments_of(source))
