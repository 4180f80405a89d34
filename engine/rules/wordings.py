"""A text of an action in both languages, with `{expression}` holes filled from the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.lang.checker import Checker
from engine.lang.expressions import Faults
from engine.lang.labels import Label
from engine.lang.messages import Message, check
from engine.lang.problems import Path


@dataclass(frozen=True, slots=True)
class Wording:
    """Both languages, compiled."""

    zh: Message
    en: Message

    @classmethod
    def compile(cls, label: Label, checker: Checker, path: Path) -> Wording:
        """A plain text for both languages is checked once and its flaws stand at it; others at their language."""
        if label.zh == label.en:
            message = _message(label.zh, checker, path)
            return cls(message, message)
        return cls(_message(label.zh, checker, (*path, "zh")), _message(label.en, checker, (*path, "en")))

    def render(self, values: Mapping[str, object]) -> Label:
        return Label(self.zh.render(values), self.en.render(values))


def _message(text: str, checker: Checker, path: Path) -> Message:
    found = check(text, checker.scope)
    if isinstance(found, Faults):
        checker.faults(path, found)
        return _message("", checker, path)
    return found
