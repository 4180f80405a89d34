"""A time of day."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from engine.forms.field_kind import Trees
from engine.forms.operators import ORDERING
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.value_kind import PlainKind
from engine.forms.words import Words
from engine.lang.columns import TextColumn
from engine.lang.expressions import TEXT, Type

_WIRE = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
_TYPED = re.compile(r"(\d{1,2})\s*[:：点时]\s*(\d{1,2})?\s*分?(?:\s*[:：]?\s*(\d{1,2})\s*秒?)?", re.ASCII)


class Time(PlainKind):
    """A time of day without a date: a shift begins, a furnace is read. `seconds: true` keeps the seconds too.

    In expressions it is a text of fixed width, `'08:30'` (with seconds `'08:30:00'`), so that earlier is less and
    `between(read_at, '08:00', '16:00')` holds during that shift. On the wire the same text; in an import also `8:30`
    and `8点30分`.
    """

    kind: ClassVar[str] = "time"
    widget: ClassVar[str] = "time"
    operators: ClassVar[tuple[str, ...]] = ORDERING
    example: ClassVar[str] = "read_at: {kind: time, title: {zh: 读数时刻, en: Read at}}"

    seconds: bool = False

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": _WIRE}

    def column_type(self) -> TextColumn:
        return TextColumn()

    def expression_type(self) -> Type:
        return TEXT

    def from_wire(self, value: Any, reading: Reading) -> str | None:
        if isinstance(value, str) and re.fullmatch(_WIRE.strip("^$"), value, re.ASCII):
            return self.fit(value)
        reading.expects("时刻，如 08:30", "a time such as 08:30")
        return None

    def to_wire(self, value: str, words: Words) -> str:
        del words
        return value

    def from_text(self, text: str, reading: Reading, words: Words) -> str | None:
        del words
        found = _TYPED.fullmatch(text)
        parts = [int(part or 0) for part in found.groups()] if found else []
        return self.from_wire(":".join(f"{part:02}" for part in parts), reading)

    def to_text(self, value: str, words: Words) -> str:
        del words
        return value

    def fit(self, value: str) -> str | None:
        """A computed text that is no time of day is no value."""
        if not re.fullmatch(_WIRE.strip("^$"), value, re.ASCII):
            return None
        return f"{value}:00"[:8] if self.seconds else value[:5]

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"seconds": self.seconds}
