"""A link to a record of a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from engine.forms.field_kind import Asked, Trees
from engine.forms.roots.reference_kind import ReferenceKind
from engine.lang.expressions import BOOLEAN
from engine.lang.model import ExpressionText, Name


class Link(ReferenceKind):
    """A record of the form `to`: the lot that is inspected, its supplier.

    `where` narrows what may be picked: its names are those of the target record, `this` is the record being filled in.
    With `scan: true` the page offers the camera, and finds the record by its form's `code_field`.
    """

    kind: ClassVar[str] = "link"
    widget: ClassVar[str] = "link"
    example: ClassVar[str] = "lot: {kind: link, to: lot, required: true, scan: true}"

    to: Name
    where: ExpressionText | None = None
    scan: bool = False

    @property
    def target(self) -> str:
        return self.to

    def asked(self) -> Iterator[Asked]:
        yield from super().asked()
        if self.where is not None:
            yield Asked(("where",), self.where, BOOLEAN, target=self.to)

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"to": self.to, "scan": self.scan}
