"""Text of several lines."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from engine.forms.operators import PRESENCE, SEARCHING
from engine.forms.roots.text_kind import TextKind


class LongText(TextKind):
    """Text of several lines: a description, an opinion, a remark.

    Line breaks and tabs are kept. `max_length` (10000) is counted in characters.
    """

    kind: ClassVar[str] = "long_text"
    widget: ClassVar[str] = "long_text"
    listed: ClassVar[bool] = False
    lines: ClassVar[bool] = True
    operators: ClassVar[tuple[str, ...]] = (*SEARCHING, *PRESENCE)
    example: ClassVar[str] = "opinion: {kind: long_text, title: {zh: 处理意见, en: Opinion}}"

    max_length: Annotated[int, Ge(1), Le(100_000)] = 10_000
