"""A department."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.field_kind import Trees
from engine.forms.roots.reference_kind import ReferenceKind
from engine.lang.expressions import DEPARTMENT


class Department(ReferenceKind):
    """A department of the house: who owns a task, where a defect was found. Picked level by level.

    `in_department(owner, me.department)` asks whether it is a department or anywhere under it. People of other
    organisations are offered none.
    """

    kind: ClassVar[str] = "department"
    widget: ClassVar[str] = "department"
    example: ClassVar[str] = "owner: {kind: department, title: {zh: 责任部门, en: Department}}"

    @property
    def target(self) -> str:
        return DEPARTMENT

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"to": DEPARTMENT}
