"""A field of a linked record, shown live."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from engine.forms.field_kind import Asked, Trees
from engine.forms.live import Live
from engine.forms.roots.live_kind import LiveKind
from engine.lang.expressions import Type
from engine.lang.expressions.types import AliasType
from engine.lang.model import Spelled

PathText = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$", strict=True), Spelled("lot.supplier.grade")
]


class Lookup(LiveKind):
    """What a linked record says now, at the end of a path of links: `of: lot.supplier.grade`. Never stored.

    It is listed, filtered and sorted as the field it shows. In expressions it stands for its path. Who may not see the
    record it leads to, or the field there, sees nothing. To keep what was true on submission use a field with
    `value: lot.supplier.grade` instead.
    """

    kind: ClassVar[str] = "lookup"
    widget: ClassVar[str] = "text"
    example: ClassVar[str] = "grade: {kind: lookup, of: lot.supplier.grade, title: {zh: 供方等级, en: Supplier grade}}"

    of: PathText

    @property
    def live(self) -> Live:
        return Live(path=tuple(self.of.split(".")))

    def asked(self) -> Iterator[Asked]:
        yield from super().asked()
        yield Asked(("of",), self.of)

    def expression_type(self) -> Type:
        return AliasType(tuple(self.of.split(".")))

    def describe(self, trees: Trees) -> dict[str, object]:
        return {**super().describe(trees), "value": trees.get(("of",))}
