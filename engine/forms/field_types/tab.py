"""A tab of the page."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.field_kind import FieldKind


class Tab(FieldKind):
    """Begins a tab of the page under its title; the fields and sections up to the next tab belong to it.

    What stands before the first tab is seen above all of them. Where `visible` does not hold, the whole tab is hidden,
    and what was entered in it is cleared. On paper a tab is a chapter.
    """

    kind: ClassVar[str] = "tab"
    widget: ClassVar[str] = "tab"
    part: ClassVar[int] = 1
    example: ClassVar[str] = "measures: {kind: tab, title: {zh: 措施, en: Measures}}"
