"""A line of text."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.operators import CHOOSING, SEARCHING
from engine.forms.roots.text_kind import TextKind


class Text(TextKind):
    """One line of text: a name, a code, a unit.

    Blanks around it and control characters are dropped, line breaks become blanks, letters are kept in normal form C.
    `max_length` (200) is counted in characters.
    """

    kind: ClassVar[str] = "text"
    widget: ClassVar[str] = "text"
    named: ClassVar[bool] = True
    operators: ClassVar[tuple[str, ...]] = (*CHOOSING, *SEARCHING)
    example: ClassVar[str] = "supplier_lot: {kind: text, title: {zh: 供应商批号, en: Supplier lot}, max_length: 40}"
