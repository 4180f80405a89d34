"""Formatted text."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from engine.forms.operators import PRESENCE, SEARCHING
from engine.forms.printing import Printed
from engine.forms.rich_text import to_html
from engine.forms.roots.text_kind import TextKind
from engine.forms.words import Words


class RichNote(TextKind):
    """Text with paragraphs, **bold**, *italic*, lists and links: an instruction, a report, minutes.

    What is kept is the text with its marks: `**bold**`, `*italic*`, `- ` or `1. ` before a point, `[words](https://…)`.
    Anything else, HTML too, is text and is shown as it was written. `max_length` (20000) counts the marks too.
    """

    kind: ClassVar[str] = "rich_note"
    widget: ClassVar[str] = "rich_note"
    listed: ClassVar[bool] = False
    lines: ClassVar[bool] = True
    operators: ClassVar[tuple[str, ...]] = (*SEARCHING, *PRESENCE)
    example: ClassVar[str] = "instruction: {kind: rich_note, title: {zh: 作业说明, en: Instruction}}"

    max_length: Annotated[int, Ge(1), Le(100_000)] = 20_000

    def to_print(self, value: str, words: Words) -> Printed:
        return Printed(self.to_text(value, words), html=to_html(value))
