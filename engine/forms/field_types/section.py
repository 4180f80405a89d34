"""A heading on the page."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.field_kind import FieldKind


class Section(FieldKind):
    """Begins a part of the page under its title; the fields up to the next section or tab belong to it.

    Where `visible` does not hold, the whole part is hidden, and what was entered in it is cleared.
    """

    kind: ClassVar[str] = "section"
    widget: ClassVar[str] = "section"
    part: ClassVar[int] = 2
    example: ClassVar[str] = "analysis: {kind: section, title: {zh: 原因分析, en: Cause analysis}}"
