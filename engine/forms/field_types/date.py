"""A calendar day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from engine.forms.cells import DAY_FORMAT, EARLIEST, Cell
from engine.forms.days import ISO_DAY, day_of, day_written
from engine.forms.operators import ORDERING
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.value_kind import PlainKind
from engine.forms.words import Words
from engine.lang.columns import DateColumn
from engine.lang.expressions import DATE, Type

_TYPED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)


class Date(PlainKind):
    """A calendar day without a time zone: made on, due on.

    On the wire `2026-11-22`. In an import also `2026/11/22`, `2026-11-2` and `2026年11月22日`.
    """

    kind: ClassVar[str] = "date"
    widget: ClassVar[str] = "date"
    operators: ClassVar[tuple[str, ...]] = ORDERING
    example: ClassVar[str] = "due_on: {kind: date, title: {zh: 要求交期, en: Due date}, default: today()}"

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{ISO_DAY}$"}

    def column_type(self) -> DateColumn:
        return DateColumn()

    def expression_type(self) -> Type:
        return DATE

    def from_wire(self, value: Any, reading: Reading) -> date | None:
        return day_written(value, reading)

    def to_wire(self, value: date, words: Words) -> str:
        del words
        return value.isoformat()

    def from_text(self, text: str, reading: Reading, words: Words) -> date | None:
        del words
        found = _TYPED.fullmatch(text)
        if found is None:
            reading.expects("日期，如 2026-11-22", "a date such as 2026-11-22")
            return None
        year, month, day = map(int, found.groups())
        return day_of(year, month, day, reading)

    def to_text(self, value: date, words: Words) -> str:
        del words
        return value.isoformat()

    def to_cell(self, value: date, words: Words) -> Cell:
        return value if value.year >= EARLIEST else self.to_text(value, words)

    @property
    def cell_format(self) -> str:
        return DAY_FORMAT
