"""What kinds have in common whose value no record keeps."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import PrivateAttr

from engine.forms.cells import Cell
from engine.forms.field_kind import FieldKind, Trees
from engine.forms.live import Live
from engine.forms.operators import Operator
from engine.forms.options import Option
from engine.forms.printing import Printed
from engine.forms.reading import Reading
from engine.forms.words import Words


class LiveKind(FieldKind):
    """Read from other records whenever it is shown; shown, filtered and exported as a field of the kind `shown`."""

    listed: ClassVar[bool] = True
    imported: ClassVar[bool] = False
    read_only: ClassVar[bool] = True

    _shown: FieldKind | None = PrivateAttr(default=None)

    @property
    def live(self) -> Live:
        raise NotImplementedError

    def with_shown(self, shown: FieldKind) -> Self:
        field = self.model_copy()
        field._shown = shown.alone()
        return field

    @property
    def shown(self) -> FieldKind:
        if self._shown is None:
            raise LookupError("what the value is shown as has not been put in")
        return self._shown

    @property
    def shown_widget(self) -> str:
        return self.shown.shown_widget

    @property
    def shown_operators(self) -> tuple[str, ...]:
        return self.shown.shown_operators

    @property
    def target(self) -> str | None:
        return self._shown.target if self._shown is not None else None

    @property
    def offered(self) -> Any:
        offered: dict[str, Option] = dict(self.shown.offered)
        return offered

    def asked_of(self, operator: Operator, text: str, reading: Reading, words: Words) -> Any:
        return self.shown.asked_of(operator, text, reading, words)

    def to_wire(self, value: Any, words: Words) -> Any:
        return self.shown.to_wire(value, words)

    def to_text(self, value: Any, words: Words) -> str:
        return self.shown.to_text(value, words)

    def to_cell(self, value: Any, words: Words) -> Cell:
        return self.shown.to_cell(value, words)

    @property
    def cell_format(self) -> str:
        return self.shown.cell_format

    @property
    def measured_in(self) -> str | None:
        return self.shown.measured_in

    def to_print(self, value: Any, words: Words) -> Printed:
        return self.shown.to_print(value, words)

    def fit(self, value: Any) -> Any:
        return self.shown.fit(value)

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return self.shown.describe({})
