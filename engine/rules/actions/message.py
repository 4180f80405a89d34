"""The `message` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.lang.checker import Checker
from engine.lang.labels import LabelText
from engine.lang.problems import Path
from engine.rules.action import ActionDefinition
from engine.rules.effects import Message as Saying
from engine.rules.effects import Tone
from engine.rules.wordings import Wording


class Message(ActionDefinition):
    """Tells the person who acts, once it is saved: a word on what happened, or (`tone: warn`) to be careful."""

    kind: ClassVar[str] = "message"
    speaks: ClassVar[bool] = True
    example: ClassVar[str] = '{message: {zh: "批次 {lot.number} 已冻结", en: "Lot {lot.number} is frozen"}, tone: warn}'

    message: LabelText
    tone: Tone = "info"

    def compile(self, checker: Checker, path: Path) -> MessageAction:
        return MessageAction(Wording.compile(self.message, checker, (*path, "message")), self.tone)


@dataclass(frozen=True, slots=True)
class MessageAction:
    message: Wording
    tone: Tone

    def effects(self, values: Mapping[str, object]) -> tuple[Saying, ...]:
        return (Saying(self.message.render(values), self.tone),)
