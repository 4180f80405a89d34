"""One byte sequence for one content, to hash and to sign: JSON as in RFC 8785, with decimals as strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from engine.lang.columns import number_text

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def canonical(content: object) -> bytes:
    """UTF-8 JSON without spaces, keys in the order of their UTF-16 code units. A float is a `TypeError`."""
    return json.dumps(plain_json(content), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def plain_json(value: object) -> Json:
    """Decimals, dates and moments as text, everything else as JSON has it; moments are UTC and end in Z."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return number_text(value)
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        case date():
            return value.isoformat()
        case Mapping():
            return {key: plain_json(value[key]) for key in sorted(value, key=lambda key: str(key).encode("utf-16-be"))}
        case list() | tuple():
            return [plain_json(part) for part in value]
        case frozenset() | set():
            return sorted((plain_json(part) for part in value), key=str)
    raise TypeError(f"{type(value).__name__} has no canonical form")
