"""One byte sequence for one content, to hash and to sign: JSON as in RFC 8785, with decimals as strings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from engine.lang.columns import number_text

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def canonical(content: object) -> bytes:
    """UTF-8 JSON without spaces, keys in the order of their UTF-16 code units. A float is a `TypeError`."""
    return json.dumps(plain_json(content), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def plain_json(value: object) -> Json:
    """Decimals, dates and moments as text, everything else as JSON has it; moments are UTC and end in Z."""
    if value is None or isinstance(value, str | bool | int):
        return value
    spell = _SPELLINGS.get(type(value))
    return _spelled(value) if spell is None else spell(value)


def _mapping(value: Mapping[str, object]) -> Json:
    """Keys in the order of their UTF-16 code units, which for ASCII is that of their letters."""
    names = sorted(value) if "".join(value).isascii() else sorted(value, key=lambda name: name.encode("utf-16-be"))
    return {name: plain_json(value[name]) for name in names}


def _moment(value: datetime) -> Json:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _list(value: Iterable[object]) -> Json:
    return [plain_json(part) for part in value]


def _set(value: Iterable[object]) -> Json:
    return sorted(_list(value), key=str)  # type: ignore[arg-type]


_SPELLINGS: Mapping[type, Callable[..., Json]] = {
    Decimal: number_text,
    datetime: _moment,
    date: date.isoformat,
    dict: _mapping,
    list: _list,
    tuple: _list,
    set: _set,
    frozenset: _set,
}


def _spelled(value: object) -> Json:
    """What is like a known type without being it."""
    if isinstance(value, Mapping):
        return _mapping(value)
    for known, spell in _SPELLINGS.items():
        if isinstance(value, known):
            return spell(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")
