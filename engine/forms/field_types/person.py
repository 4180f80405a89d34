"""A person."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.field_kind import Trees
from engine.forms.roots.reference_kind import ReferenceKind
from engine.lang.expressions import PERSON
from engine.lang.model import Name


class Person(ReferenceKind):
    """A person who can sign in: the inspector, the one responsible. With `role`, only its people are offered."""

    kind: ClassVar[str] = "person"
    widget: ClassVar[str] = "person"
    example: ClassVar[str] = "responsible: {kind: person, role: quality, title: {zh: 责任人, en: Responsible}}"

    role: Name | None = None

    @property
    def target(self) -> str:
        return PERSON

    @property
    def asked_role(self) -> str | None:
        return self.role

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"role": self.role}
