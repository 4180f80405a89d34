"""Whom a definition means: `role:purchasing`, `person:li`, `field:owner`, `initiator`, `manager`, or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Strict, StringConstraints, WithJsonSchema

from engine.lang.model import Spelled

_PATTERN = r"^(role:[a-z][a-z0-9_]*|person:[^\s:]+|field:[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*|initiator|manager)$"


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its kind, and the role, login or field path behind the colon (empty for `initiator`, `manager`)."""

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
