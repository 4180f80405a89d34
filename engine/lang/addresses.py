"""Whom a definition means: `role:purchasing`, `person:li`, `field:owner`, `initiator`, `manager`, or several.

`manager:2` is the manager's manager, `manager:previous` the manager of whoever decided last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Strict, StringConstraints, WithJsonSchema

from engine.lang.model import Spelled

_PATTERN = (
    r"^(role:[a-z][a-z0-9_]*|person:[^\s:]+|field:[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*"
    r"|initiator|manager(:previous)?(:[1-9])?)$"
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its kind, and the role, login or field path behind the colon (empty for `initiator`;
    for `manager` whose and of which level)."""

    kind: str
    name: str

    @classmethod
    def parse(cls, text: str) -> Address:
        kind, _, name = text.partition(":")
        return cls(kind, name)


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


AddressText = Annotated[
    str,
    StringConstraints(pattern=_PATTERN, strict=True),
    Spelled("role:chief, person:li, field:owner, initiator, manager"),
]
_ADDRESS = {"type": "string", "pattern": _PATTERN}

AddressList = Annotated[
    tuple[AddressText, ...],
    Strict(False),
    BeforeValidator(_listed),
    WithJsonSchema({"oneOf": [_ADDRESS, {"type": "array", "items": _ADDRESS, "minItems": 1}]}),
]
"""One address or a list of them, as written in YAML."""
