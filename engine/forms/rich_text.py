"""Formatted text as people write it: paragraphs, `**bold**`, `*italic*`, `- ` and `1. ` lists, `[words](https://…)`.

The page reads it in the same way (designer_ui/src/model/rich_text.ts); tests/cases/rich_text.json holds both to it.
Everything else is text, so nothing a person writes becomes HTML of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_INLINE = re.compile(
    r"\*\*([^ *](?:[^\n]*?[^ ])??)\*\*|\*([^ *](?:[^\n*]*[^ *])?)\*"
    r"|\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()<>\"]+)\)"
)
_POINT = re.compile(r"(?:([-*])|[0-9]{1,3}\.) +([^\n]*)")


def to_html(text: str) -> str:
    """Safe HTML: every character a person wrote is escaped, only the marks become tags."""
    return "".join(_block(tag, lines) for tag, lines in blocks(text))


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """`p`, `ul` or `ol` with its lines."""
    for chunk in re.split(r"\n[ \t]*\n", text):
        lines = [_line(line) for line in chunk.split("\n") if line.strip()]
        for tag, group in groupby(lines, key=lambda line: line[0]):
            yield tag, [line for _, line in group]


def _line(line: str) -> tuple[str, str]:
    point = _POINT.fullmatch(line.strip())
    return ("p", line.strip()) if point is None else ("ul" if point[1] else "ol", point[2])


def _block(tag: str, lines: list[str]) -> str:
    if tag == "p":
        return f"<p>{'<br>'.join(map(_inline, lines))}</p>"
    return f"<{tag}>{''.join(f'<li>{_inline(line)}</li>' for line in lines)}</{tag}>"


def _inline(text: str) -> str:
    parts: list[str] = []
    end = 0
    for mark in _INLINE.finditer(text):
        parts.append(escape(text[end : mark.start()]))
        bold, italic, words, address = mark.groups()
        if bold is not None:
            parts.append(f"<strong>{_inline(bold)}</strong>")
        elif italic is not None:
            parts.append(f"<em>{_inline(italic)}</em>")
        else:
            parts.append(f'<a href="{escape(address)}" rel="noreferrer nofollow">{escape(words)}</a>')
        end = mark.end()
    return "".join([*parts, escape(text[end:])])
