"""A place on earth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from engine.forms.field_kind import Trees
from engine.forms.operators import PRESENCE
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema, nullable
from engine.forms.value_kind import ValueKind
from engine.forms.words import Words
from engine.forms.written_number import SCHEMA, read_number
from engine.lang.columns import DecimalColumn, number_text

DECIMALS = 6
"""A ten-millionth of a degree is about a centimetre; receivers are no better than a metre."""
BOUNDS: Mapping[str, tuple[Decimal, Decimal]] = {
    "latitude": (Decimal(-90), Decimal(90)),
    "longitude": (Decimal(-180), Decimal(180)),
    "accuracy": (Decimal(0), Decimal(100_000_000)),
}
_TYPED = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,，]\s*(-?\d+(?:\.\d+)?)\s*(?:±\s*(\d+(?:\.\d+)?)\s*(?:m|米)?)?\s*")

Place = dict[str, Decimal | None]
"""{"latitude": degrees, "longitude": degrees (WGS 84), "accuracy": metres or None}."""


class Location(ValueKind):
    """Where something was found: latitude and longitude in degrees (WGS 84), with the accuracy in metres.

    The phone gives it where the person agrees, or it is entered: `31.2304, 121.4737`. Kept in typed columns of its own;
    the filter `inside:31,121..32,122` finds what lies in a box, south-west corner first. Nothing is asked of any map
    outside; expressions do not see it.
    """

    kind: ClassVar[str] = "location"
    widget: ClassVar[str] = "location"
    in_rows: ClassVar[bool] = False
    operators: ClassVar[tuple[str, ...]] = ("inside", *PRESENCE)
    example: ClassVar[str] = "found_at: {kind: location, title: {zh: 发现地点, en: Found at}}"

    def json_schema(self) -> JsonSchema:
        number = dict(SCHEMA)
        return {
            "type": "object",
            "properties": {"latitude": number, "longitude": number, "accuracy": nullable(number)},
            "required": ["latitude", "longitude"],
            "additionalProperties": False,
        }

    def column_parts(self) -> Mapping[str, Any]:
        return {name: DecimalColumn() for name in BOUNDS}

    def from_wire(self, value: Any, reading: Reading) -> Place | None:
        if not isinstance(value, Mapping) or not {"latitude", "longitude"} <= value.keys() <= BOUNDS.keys():
            reading.expects("经纬度", "a latitude and a longitude")
            return None
        place: Place = {}
        for name, (low, high) in BOUNDS.items():
            sent, here = value.get(name), reading.under(name)
            if sent is None and name == "accuracy":
                place[name] = None
                continue
            number = read_number(sent, DECIMALS, here)
            if number is not None and not low <= number <= high:
                here.expects(f"{low} 到 {high} 之间", f"between {low} and {high}")
            place[name] = number
        return place

    def from_query(self, text: str, reading: Reading) -> Place | None:
        return self._read(text, reading)

    def to_wire(self, value: Place, words: Words) -> dict[str, str | None]:
        del words
        return {name: None if part is None else number_text(part) for name, part in value.items()}

    def from_text(self, text: str, reading: Reading, words: Words) -> Place | None:
        del words
        return self._read(text, reading)

    def to_text(self, value: Place, words: Words) -> str:
        del words
        latitude, longitude, accuracy = (value.get(name) for name in BOUNDS)
        spread = "" if accuracy is None else f" ± {number_text(accuracy)} m"
        return f"{number_text(latitude or Decimal(0))}, {number_text(longitude or Decimal(0))}{spread}"

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {}

    def _read(self, text: str, reading: Reading) -> Place | None:
        found = _TYPED.fullmatch(text)
        if found is None:
            reading.expects("经纬度，如 31.2304, 121.4737", "a place such as 31.2304, 121.4737")
            return None
        return self.from_wire(dict(zip(BOUNDS, found.groups(), strict=True)), reading)
