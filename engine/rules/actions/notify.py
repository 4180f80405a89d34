"""The `notify` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from engine.lang.addresses import Address, AddressList
from engine.lang.checker import Checker
from engine.lang.labels import LabelText
from engine.lang.model import Definition
from engine.lang.problems import Path
from engine.rules.action import THIS, ActionDefinition, Target
from engine.rules.addressees import Addressee
from engine.rules.effects import Notify as Notice
from engine.rules.wordings import Wording


class NotifyOptions(Definition):
    """Whom to tell and what."""

    to: AddressList = Field(min_length=1)
    message: LabelText


class Notify(ActionDefinition):
    """Tells `role:…`, `person:…` (a login), `field:…` (a person field) or the `initiator` about a record."""

    kind: ClassVar[str] = "notify"
    example: ClassVar[str] = '{notify: {to: role:purchasing, message: {zh: "批次 {number}", en: "Lot {number}"}}}'

    notify: NotifyOptions

    def addresses(self) -> tuple[tuple[Path, Address], ...]:
        return tuple((("notify", "to", index), Address.parse(text)) for index, text in enumerate(self.notify.to))

    def compile(self, checker: Checker, path: Path) -> NotifyAction:
        path = (*path, "notify")
        return NotifyAction(
            tuple(Addressee.compile(text, checker, (*path, "to")) for text in self.notify.to),
            Wording.compile(self.notify.message, checker, (*path, "message")),
            Target.compile(THIS, checker, path),
        )


@dataclass(frozen=True, slots=True)
class NotifyAction:
    """Nothing to say when nobody is left to hear it."""

    to: tuple[Addressee, ...]
    message: Wording
    about: Target

    def effects(self, values: Mapping[str, object]) -> tuple[Notice, ...]:
        found = [addressee.find(values) for addressee in self.to]
        to = tuple(dict.fromkeys(recipient for recipient in found if recipient))
        about = self.about.find(values)
        return (Notice(to, self.message.render(values), about),) if to and about else ()
