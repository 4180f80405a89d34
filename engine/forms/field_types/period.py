"""Days from one to another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from engine.forms.days import ISO_DAY, day_written
from engine.forms.operators import PRESENCE
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema, nullable
from engine.forms.value_kind import ValueKind
from engine.forms.words import Words
from engine.lang.columns import DateColumn

ENDS = ("start", "end")
_TYPED = re.compile(rf"\s*({ISO_DAY})\s*(?:–|—|~|至|to|\.\.)\s*({ISO_DAY})?\s*")

Days = dict[str, date | None]
"""{"start": day, "end": day or None where it is open}; both ends belong to it."""


class Period(ValueKind):
    """Days from one to another, both included: how long a certificate is valid, how long a campaign lasts. The
    end may be open.

    Kept in two typed columns. The filter `covers:2026-11-22` finds the periods that hold a day,
    `overlaps:2026-11-01..2026-11-30` those that share at least one day with another; an open end never ends.
    Expressions do not see it: where a rule has to know an end, keep it in a date of its own.
    """

    kind: ClassVar[str] = "period"
    widget: ClassVar[str] = "period"
    in_rows: ClassVar[bool] = False
    operators: ClassVar[tuple[str, ...]] = ("covers", "overlaps", *PRESENCE)
    example: ClassVar[str] = "valid: {kind: period, title: {zh: 有效期, en: Valid}}"

    def json_schema(self) -> JsonSchema:
        day: JsonSchema = {"type": "string", "pattern": f"^{ISO_DAY}$"}
        return {
            "type": "object",
            "properties": {"start": day, "end": nullable(day)},
            "required": ["start"],
            "additionalProperties": False,
        }

    def column_parts(self) -> Mapping[str, Any]:
        return {end: DateColumn() for end in ENDS}

    def from_wire(self, value: Any, reading: Reading) -> Days | None:
        if not isinstance(value, Mapping) or not {"start"} <= value.keys() <= set(ENDS):
            reading.expects("起止日期", "a first and a last day")
            return None
        start = day_written(value["start"], reading.under("start"))
        sent = value.get("end")
        end = None if sent is None else day_written(sent, reading.under("end"))
        if start is not None and end is not None and end < start:
            reading.under("end").refuse("period-backward")
        return {"start": start, "end": end}

    def from_query(self, text: str, reading: Reading) -> date | None:
        return day_written(text, reading)

    def to_wire(self, value: Days, words: Words) -> dict[str, str | None]:
        del words
        return {end: None if (day := value.get(end)) is None else day.isoformat() for end in ENDS}

    def from_text(self, text: str, reading: Reading, words: Words) -> Days | None:
        del words
        found = _TYPED.fullmatch(text)
        if found is None:
            reading.expects("起止日期，如 2026-11-01 – 2026-11-30", "days such as 2026-11-01 – 2026-11-30")
            return None
        return self.from_wire(dict(zip(ENDS, found.groups(), strict=True)), reading)

    def to_text(self, value: Days, words: Words) -> str:
        del words
        start, end = (value.get(name) for name in ENDS)
        return f"{start} – {end or ''}".rstrip()
