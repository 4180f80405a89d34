"""An instant."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar

from engine.forms.cells import EARLIEST, MOMENT_FORMAT, Cell
from engine.forms.operators import ORDERING, Operator, Takes
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.value_kind import PlainKind
from engine.forms.words import Words
from engine.lang.columns import MomentColumn
from engine.lang.expressions import MOMENT, Type

_WIRE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})$"
_TYPED = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)", re.ASCII)


class Moment(PlainKind):
    """An instant to the second, kept in UTC and shown in the site's time zone.

    On the wire `2026-11-22T08:00:00Z`, or with any other offset. A time without an offset is refused there; in an
    import it is read in the site's time zone.
    """

    kind: ClassVar[str] = "moment"
    widget: ClassVar[str] = "moment"
    operators: ClassVar[tuple[str, ...]] = ("on", *ORDERING)
    example: ClassVar[str] = "found_at: {kind: moment, title: {zh: 发现时间, en: Found at}, default: now()}"

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": _WIRE}

    def column_type(self) -> MomentColumn:
        return MomentColumn()

    def expression_type(self) -> Type:
        return MOMENT

    def from_wire(self, value: Any, reading: Reading) -> datetime | None:
        if not isinstance(value, str) or not re.match(_WIRE, value, re.ASCII) or value.endswith("\n"):
            reading.expects("时间，如 2026-11-22T08:00:00Z", "a moment such as 2026-11-22T08:00:00Z")
            return None
        try:
            return self.fit(datetime.fromisoformat(value))
        except (ValueError, OverflowError):
            reading.refuse("no-such-moment")
            return None

    def asked_of(self, operator: Operator, text: str, reading: Reading, words: Words) -> Any:
        """A day is that of the site: from its first moment to the first of the next."""
        asked = super().asked_of(operator, text, reading, words)
        if operator.takes is not Takes.DAY or asked is None:
            return asked
        try:
            begin = datetime.combine(asked, time.min, words.zone)
            return self.fit(begin), self.fit(begin + timedelta(days=1))
        except OverflowError:
            reading.refuse("no-such-day")
            return None

    def to_wire(self, value: datetime, words: Words) -> str:
        del words
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"

    def from_text(self, text: str, reading: Reading, words: Words) -> datetime | None:
        found = _TYPED.fullmatch(text)
        if found is None:
            return self.from_wire(text.replace(" ", "T", 1), reading)
        try:
            return self.fit(datetime.fromisoformat(" ".join(found.groups())).replace(tzinfo=words.zone))
        except (ValueError, OverflowError):
            reading.refuse("no-such-moment")
            return None

    def to_text(self, value: datetime, words: Words) -> str:
        return value.astimezone(words.zone).replace(tzinfo=None).isoformat(" ", timespec="seconds")

    def to_cell(self, value: datetime, words: Words) -> Cell:
        here = value.astimezone(words.zone).replace(tzinfo=None)
        return here if here.year >= EARLIEST else self.to_text(value, words)

    @property
    def cell_format(self) -> str:
        return MOMENT_FORMAT

    def fit(self, value: datetime) -> datetime:
        return value.astimezone(UTC).replace(microsecond=0)
