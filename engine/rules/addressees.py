"""Whom an action tells: addresses turned into recipients from the record's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.lang.addresses import Address
from engine.lang.checker import Checker
from engine.lang.expressions import Expression
from engine.lang.problems import Path
from engine.rules.action import stored
from engine.rules.effects import Recipient

_PATHS = {"initiator": "created_by", "field": ""}


@dataclass(frozen=True, slots=True)
class Addressee:
    """One address; the expression gives a person where the record names one."""

    address: Address
    person: Expression | None

    @classmethod
    def compile(cls, text: str, checker: Checker, path: Path) -> Addressee:
        address = Address.parse(text)
        if address.kind == "manager":
            checker.flaw(path, "address-kind", "a rule knows no manager", "use field: with a person field")
        if address.kind not in _PATHS:
            return cls(address, None)
        return cls(address, checker.expression(path, _PATHS[address.kind] or address.name))

    def find(self, values: Mapping[str, object]) -> Recipient | None:
        """None when the person field is empty."""
        if self.person is None:
            return Recipient(self.address.kind, self.address.name)
        person = stored(self.person.evaluate(values))
        return Recipient("id", person) if isinstance(person, str) else None
