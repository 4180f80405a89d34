"""The `changed` event."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from engine.lang.checker import Checker
from engine.lang.diagnostics import did_you_mean
from engine.lang.expressions import RowsType
from engine.lang.model import Name
from engine.lang.problems import Path
from engine.rules.cells import ANY, ANYTHING, Cell, WrittenCell
from engine.rules.event import Event, EventDefinition, Plain, Trigger


class Changed(EventDefinition):
    """A record was changed, by a person, a flow or another rule.

    `field` narrows it to changes of that field; `from` and `to` to changes of certain values: `awaiting`,
    `[accepted, concession]`, `>= 10`, `not scrapped`, `empty`.
    """

    kind: ClassVar[str] = "changed"
    example: ClassVar[str] = "{changed: lot, field: quality, from: awaiting, to: [accepted, concession]}"

    changed: Name
    field: Name | None = None
    from_: WrittenCell = Field(default=ANY, alias="from")
    to: WrittenCell = ANY

    @property
    def narrowed(self) -> str | None:
        return self.field

    def impossible(self) -> str | None:
        """A field that changes from one value does not change to the same one."""
        single = (
            isinstance(self.to, bool | Decimal) or self.to.isidentifier() if not isinstance(self.to, tuple) else False
        )
        return "to" if single and self.to == self.from_ and self.to != ANY else None

    def compile(self, checker: Checker, path: Path) -> Trigger:
        if self.field is None:
            for key, cell in (("from", self.from_), ("to", self.to)):
                if cell != ANY:
                    sentence = f"'{key}' says what a field changed, and no field is named"
                    checker.flaw((*path, key), "key-missing", sentence, "add 'field: …'")
            return Plain(self.changed, self.kind)
        type_ = checker.scope.names.get(self.field)
        if type_ is None:
            sentence = f"form '{self.changed}' has no field '{self.field}'"
            checker.flaw((*path, "field"), "field-unknown", sentence, did_you_mean(self.field, checker.scope.names))
            return FieldChanged(self.changed, self.field, ANYTHING, ANYTHING)
        if isinstance(type_, RowsType):
            checker.flaw((*path, "field"), "field-unknown", f"'{self.field}' is a table, whose rows change one by one")
        before = Cell.compile(self.from_, type_, checker, (*path, "from"))
        return FieldChanged(self.changed, self.field, before, Cell.compile(self.to, type_, checker, (*path, "to")))


@dataclass(frozen=True, slots=True)
class FieldChanged:
    """The field has another value than before, and both values are meant."""

    form: str
    field: str
    before: Cell
    after: Cell
    verb: str = Changed.kind

    def hears(self, event: Event) -> bool:
        before, after = event.before.get(self.field), event.after.get(self.field)
        return before != after and self.before.holds(before) and self.after.holds(after)
