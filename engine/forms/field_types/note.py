"""Words for the person who fills in the form."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.field_kind import FieldKind, Trees
from engine.lang.labels import LabelText


class Note(FieldKind):
    """A text on the page between the fields: what to watch for, how to measure. Holds no value."""

    kind: ClassVar[str] = "note"
    widget: ClassVar[str] = "note"
    example: ClassVar[str] = "hint: {kind: note, text: {zh: 先扫描标签, en: Scan the label first}}"

    text: LabelText

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"text": self.text.to_json()}
