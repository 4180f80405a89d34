"""A field of a compiled form: its kind, and the expressions of its definition, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engine.forms.cells import Cell
from engine.forms.field_kind import FieldKind
from engine.forms.live import Live
from engine.forms.numbering import NumberPattern
from engine.forms.operators import Operator
from engine.forms.options import Option
from engine.forms.printing import Printed
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema, nullable
from engine.forms.words import PLAIN, Words
from engine.lang.expressions import Expression, Type
from engine.lang.labels import Label, Language
from engine.lang.problems import Path, Refused

Condition = bool | Expression


@dataclass(frozen=True)
class Field:
    """Everything the rest of the engine may ask of a field; nobody asks what kind it is.

    `expressions` are those of its definition, by their place in it: `("value",)`, `("limits", 0)`. `parts` are the
    parts of the page it belongs to, outermost first: a tab, a section. `drawn` is false for what a row keeps unseen.
    """

    id: str
    definition: FieldKind
    expressions: Mapping[Path, Expression] = field(default_factory=dict)
    row_fields: tuple[Field, ...] = ()
    parts: tuple[str, ...] = ()
    drawn: bool = True

    @cached_property
    def kind(self) -> str:
        return self.definition.kind

    @cached_property
    def widget(self) -> str:
        return self.definition.shown_widget

    @cached_property
    def operators(self) -> tuple[str, ...]:
        return self.definition.shown_operators

    @cached_property
    def stored(self) -> bool:
        return self.definition.stored

    @cached_property
    def live(self) -> Live | None:
        """Where the value comes from that no record keeps."""
        return self.definition.live

    @cached_property
    def valued(self) -> bool:
        """Whether a record read by a person has a value for it, kept or live."""
        return self.stored or self.live is not None

    @cached_property
    def listed(self) -> bool:
        return self.definition.listed

    @cached_property
    def unique(self) -> bool:
        """Whether no two records (or rows) have the same value."""
        return self.definition.unique

    @cached_property
    def column_parts(self) -> Mapping[str, Any]:
        """The SQLAlchemy types of its columns by part, where its value is kept in more than one."""
        return self.definition.column_parts()

    @cached_property
    def counted(self) -> NumberPattern | None:
        """How the numbers are written that it is given on submission."""
        return self.definition.counted

    @cached_property
    def named(self) -> bool:
        """Whether its value can name a record."""
        return self.definition.named

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """The options it offers, by value."""
        return self.definition.offered

    @cached_property
    def role(self) -> str | None:
        """The role a person must have to be offered."""
        return self.definition.asked_role

    @cached_property
    def was(self) -> str | None:
        """The name it had before."""
        return getattr(self.definition, "was", None)

    @cached_property
    def target_form(self) -> str | None:
        """The form a link leads to; `@person` where it names a person."""
        return self.definition.target

    @cached_property
    def source_path(self) -> Expression | None:
        """Where a table's rows are copied from."""
        return self.expressions.get(("from",))

    @cached_property
    def where(self) -> Expression | None:
        """What a linked record must fulfil: over the target's names, `this` is the record being filled in."""
        return self.expressions.get(("where",))

    @cached_property
    def copied(self) -> tuple[str, ...]:
        """The columns whose values come from the source of the rows."""
        return self.definition.copied

    @cached_property
    def columns(self) -> Mapping[str, Field]:
        """The fields of its rows, by name."""
        return {column.id: column for column in self.row_fields}

    @cached_property
    def title(self) -> Label:
        return self.definition.title or Label.both(self.id.replace("_", " ").capitalize())

    @cached_property
    def required(self) -> Condition:
        return self._condition("required", otherwise=False)

    @cached_property
    def visible(self) -> Condition:
        return self._condition("visible", otherwise=True)

    @cached_property
    def read_only(self) -> Condition:
        return self.computed or self._condition("read_only", otherwise=False)

    @cached_property
    def locks_by_condition(self) -> bool:
        """Whether it, or a cell of its rows, is read-only only sometimes."""
        own = self.stored and not isinstance(self.read_only, bool)
        return own or any(column.locks_by_condition for column in self.row_fields)

    @cached_property
    def computed(self) -> bool:
        return self.definition.computed

    @cached_property
    def value(self) -> Expression | None:
        return self.expressions.get(("value",))

    @cached_property
    def default(self) -> Expression | None:
        return self.expressions.get(("default",))

    @cached_property
    def entered_only(self) -> bool:
        """Whether it always keeps what was entered: nothing computes it, proposes it or hides it."""
        free = not self.parts and self.visible is True and not self.row_fields
        return free and self.value is None and self.default is None

    @cached_property
    def judged(self) -> bool:
        """Whether a value of it, or none, can stand in the way of submitting."""
        return self.required is not False or self.definition.bounded

    @cached_property
    def holds_links(self) -> bool:
        """Whether it, or a column of its rows, leads to records."""
        return self.target_form is not None or any(column.holds_links for column in self.row_fields)

    @cached_property
    def holds_files(self) -> bool:
        """Whether it, or a column of its rows, can hold files."""
        own = not self.row_fields and type(self.definition).files is not FieldKind.files
        return own or any(column.holds_files for column in self.row_fields)

    def _condition(self, key: str, *, otherwise: bool) -> Condition:
        found = self.expressions.get((key,))
        return found if found is not None else getattr(self.definition, key, otherwise)

    def column_type(self) -> Any:
        """The SQLAlchemy type of its column; None where it has none."""
        return self.definition.column_type()

    def expression_type(self) -> Type | None:
        return self.definition.expression_type()

    def json_schema(self) -> JsonSchema:
        return nullable(self.definition.json_schema())

    def answer_schema(self) -> JsonSchema:
        return nullable(self.definition.answer_schema())

    def fit(self, value: object) -> Any:
        """A value that expressions gave, as the record keeps it."""
        return None if value is None else self.definition.fit(value)

    def from_wire(self, value: object, reading: Reading | None = None) -> Any:
        """The value in memory. Problems are noted in `reading`; without one, Refused with every problem of it."""
        noted = reading or Reading((self.id,))
        found = None if value is None else self.definition.from_wire(value, noted)
        return found if reading else _sound(noted, found)

    def asked_of(self, operator: Operator, text: str, reading: Reading, words: Words) -> Any:
        """What a filter of a list asks for, as the storage takes it."""
        return self.definition.asked_of(operator, text, reading, words)

    def from_text(self, text: str, words: Words = PLAIN) -> Any:
        """The value of a cell of a sheet; blank is no value."""
        reading = Reading((self.id,))
        return _sound(reading, self.definition.from_text(text.strip(), reading, words) if text.strip() else None)

    def files(self, value: Any) -> Sequence[Mapping[str, Any]]:
        """The files a value holds, those in rows included, by "hash"."""
        return () if value is None else self.definition.files(value)

    def to_wire(self, value: Any, words: Words = PLAIN) -> Any:
        """The JSON of a value; `words` brings the names of linked records."""
        return None if value is None else self.definition.to_wire(value, words)

    def to_text(self, value: Any, words: Words = PLAIN) -> str:
        """The value as people read it."""
        return "" if value is None else self.definition.to_text(value, words)

    def to_cell(self, value: Any, words: Words = PLAIN) -> Cell | None:
        """The value in a spreadsheet."""
        return None if value is None else self.definition.to_cell(value, words)

    def to_print(self, value: Any, words: Words = PLAIN) -> Printed:
        """The value on paper; rows under the titles of their columns."""
        if value is None:
            return Printed()
        if not self.row_fields:
            return self.definition.to_print(value, words)
        drawn = [column for column in self.row_fields if column.drawn]
        titles = tuple(column.column_title(words.language) for column in drawn)
        rows = tuple(tuple(column.to_print(row.get(column.id), words) for column in drawn) for row in value)
        return Printed(self.to_text(value, words), columns=titles, rows=rows)

    def column_title(self, language: Language) -> str:
        """What stands at the head of its column in a spreadsheet."""
        unit, title = self.definition.measured_in, self.title.in_(language)
        return f"{title} ({unit})" if unit else title

    def describe(self) -> dict[str, object]:
        """The field as the page draws it; expressions as JSON trees."""
        drawn = {
            "id": self.id,
            "kind": self.kind,
            "widget": self.widget,
            "title": self.title.to_json(),
            "help": None if self.definition.help is None else self.definition.help.to_json(),
            "required": _tree(self.required),
            "visible": _tree(self.visible),
            "read_only": _tree(self.read_only),
            "value": _tree(self.value),
            "default": _tree(self.default),
            "stored": self.stored,
            "part": self.definition.part,
            "operators": list(self.operators),
            **self.definition.describe(self.trees()),
        }
        if self.row_fields:
            drawn["fields"] = [column.describe() for column in self.row_fields if column.drawn]
        return drawn

    def trees(self) -> dict[Path, object]:
        return {path: expression.to_json() for path, expression in self.expressions.items()}


def _tree(condition: Condition | None) -> object:
    return condition.to_json() if isinstance(condition, Expression) else condition


def _sound(reading: Reading, value: Any) -> Any:
    if reading.problems:
        raise Refused(*reading.problems)
    return value
