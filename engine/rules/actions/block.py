"""The `block` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.lang.checker import Checker
from engine.lang.labels import LabelText
from engine.lang.model import Definition, Name
from engine.lang.problems import Path
from engine.rules.action import ActionDefinition
from engine.rules.effects import Block as Refusal
from engine.rules.wordings import Wording


class BlockOptions(Definition):
    """What to say, and at which field of the record."""

    message: LabelText
    field: Name | None = None


class Block(ActionDefinition):
    """Refuses what the person is doing, with a message at a field; nothing is saved."""

    kind: ClassVar[str] = "block"
    speaks: ClassVar[bool] = True
    example: ClassVar[str] = '{block: {message: {zh: "数量超出", en: "More than {lot.quantity}"}, field: quantity}}'

    block: BlockOptions

    def compile(self, checker: Checker, path: Path) -> BlockAction:
        path = (*path, "block")
        field = self.block.field
        if field is not None and field not in checker.scope.names:
            checker.flaw((*path, "field"), "field-unknown", f"the record has no field '{field}'")
        return BlockAction(Wording.compile(self.block.message, checker, (*path, "message")), field)


@dataclass(frozen=True, slots=True)
class BlockAction:
    message: Wording
    field: str | None

    def effects(self, values: Mapping[str, object]) -> tuple[Refusal, ...]:
        return (Refusal(self.message.render(values), self.field),)
