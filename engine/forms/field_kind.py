"""What every kind of field says about itself. One kind is one class in one file under field_types/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, Self

from engine.forms.cells import TEXT_FORMAT, Cell
from engine.forms.days import day_written
from engine.forms.live import Live
from engine.forms.numbering import NumberPattern
from engine.forms.operators import COMMA, TO, Operator, Takes
from engine.forms.options import Option
from engine.forms.printing import Printed
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.texts import Condition
from engine.forms.words import Words
from engine.forms.written_text import read_text
from engine.lang.domains import ANY_VALUE, Domain
from engine.lang.expressions import BOOLEAN, Type
from engine.lang.labels import LabelText
from engine.lang.model import Definition
from engine.lang.problems import Path

LONGEST_ASKED = 200
"""Characters of a text one looks for."""

Trees = Mapping[Path, object]
"""Expressions as JSON, by their place in the field's definition."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An expression a kind wants checked: where it stands in the definition, and what it must give.

    `target` names the form whose records the expression is about (a link's `where`); None = the record itself.
    """

    path: Path
    text: str
    expects: Type | None = None
    target: str | None = None
    about: Literal["choice", "records", "group"] = "choice"
    """With a `target`: a condition on what may be picked (`this` is the record itself), one on records of that form, or
    a measure over them."""

    def under(self, *prefix: str | int) -> Asked:
        return replace(self, path=(*prefix, *self.path))


class FieldKind(Definition):
    """Root of all kinds; on its own a kind that only lays out the page and holds no value."""

    kind: ClassVar[str]
    example: ClassVar[str]
    widget: ClassVar[str]
    stored: ClassVar[bool] = False
    """Whether records keep a value for it."""
    in_rows: ClassVar[bool] = False
    """Whether it may be a column of a table."""
    listed: ClassVar[bool] = False
    """Whether a list of records may show it."""
    signed: ClassVar[bool] = False
    """Whether the server writes beside its files who sent them, when, and on which revision."""
    unique: ClassVar[bool] = False
    """Whether no two records (or rows) have the same value."""
    named: ClassVar[bool] = False
    """Whether its value can name a record in links and be found by search."""
    imported: ClassVar[bool] = True
    """Whether a cell of a sheet can hold its value."""
    part: ClassVar[int] = 0
    """The level of the part of the page that it begins, shown and hidden as one: 1 a tab, 2 a section; 0 none."""
    operators: ClassVar[tuple[str, ...]] = ()
    """How a list may be filtered by it: names in engine.forms.operators."""

    title: LabelText | None = None
    help: LabelText | None = None
    visible: Condition = True

    @property
    def entered(self) -> bool:
        """Whether a client may send it at all: it is neither computed nor always read-only."""
        return False

    @property
    def computed(self) -> bool:
        return False

    @property
    def target(self) -> str | None:
        """The form whose records it points at; PERSON for people; None where it points at nothing."""
        return None

    @property
    def columns(self) -> Mapping[str, FieldKind]:
        """The fields of its rows, where it holds rows."""
        return {}

    @property
    def offered(self) -> Mapping[str, Option]:
        """The options it offers, by value."""
        return {}

    @property
    def asked_role(self) -> str | None:
        """The role a person must have to be offered."""
        return None

    @property
    def live(self) -> Live | None:
        """Where the value comes from that no record keeps."""
        return None

    def with_shown(self, shown: FieldKind) -> Self:
        """The same field, shown as that one is; only for what is live."""
        del shown
        return self

    def with_type(self, type_: Type) -> Self:
        """The same field, shown as suits values of this type; only for what is live."""
        del type_
        return self

    def alone(self) -> FieldKind:
        """The same kind outside its own record, without what it asks of that record."""
        return self

    @property
    def shown_widget(self) -> str:
        """How the page draws it."""
        return self.widget

    @property
    def shown_operators(self) -> tuple[str, ...]:
        """How a list may be filtered by it."""
        return self.operators

    @property
    def counted(self) -> NumberPattern | None:
        """How the numbers are written that it is given on submission."""
        return None

    @property
    def bounded(self) -> bool:
        """Whether `beyond` can find anything."""
        return type(self).beyond is not FieldKind.beyond

    @property
    def copied(self) -> tuple[str, ...]:
        """Those of its columns whose values are copied from the source of its rows."""
        return ()

    @property
    def source(self) -> str | None:
        """The path to the rows that its own rows are copied from."""
        return None

    def with_options(self, sets: Mapping[str, Mapping[str, Option]]) -> Self:
        """The same field with the option set it names put in; KeyError with the name where there is none."""
        del sets
        return self

    def with_copied(self, columns: tuple[str, ...]) -> Self:
        """The same field, knowing which of its columns are copied from the source of its rows."""
        del columns
        return self

    def asked(self) -> Iterator[Asked]:
        """Every expression of the definition that stands here."""
        yield from conditions(self, "visible")

    def json_schema(self) -> JsonSchema:
        """What a client may send, as JSON Schema 2020-12; null is always allowed beside it."""
        raise NotImplementedError

    def answer_schema(self) -> JsonSchema:
        """What `to_wire` gives, as JSON Schema; null beside it."""
        return self.json_schema()

    def column_type(self) -> Any:
        """The SQLAlchemy type of its column; None where it has none (layout, tables)."""
        return None

    def expression_type(self) -> Type | None:
        """What its name stands for in expressions; None where it stands for nothing."""
        return None

    def from_wire(self, value: Any, reading: Reading) -> Any:
        """The value in memory of what a client sent; problems are noted in `reading`. Never called with null."""
        raise NotImplementedError

    def to_wire(self, value: Any, words: Words) -> Any:
        """The JSON of a value in memory. Never called with None."""
        raise NotImplementedError

    def from_query(self, text: str, reading: Reading) -> Any:
        """The value meant in an address: `filter=verdict:eq:fail`."""
        return self.from_wire(text, reading)

    def asked_of(self, operator: Operator, text: str, reading: Reading, words: Words) -> Any:
        """What a filter asks for, as the storage takes it: a value, a list of values, the two ends of a range."""
        del words
        match operator.takes:
            case Takes.NOTHING:
                return None
            case Takes.TEXT:
                return read_text(text, LONGEST_ASKED, reading) or ""
            case Takes.VALUES:
                return [self.from_query(part.replace("\\,", ","), reading) for part in re.split(COMMA, text)]
            case Takes.RANGE:
                ends = text.split(TO) if text.count(TO) == 1 else [text, text]
                return tuple(self.from_query(end, reading) if end else None for end in ends)
            case Takes.DAY:
                return day_written(text, reading)
        return self.from_query(text, reading)

    def from_text(self, text: str, reading: Reading, words: Words) -> Any:
        """The value of a cell in an imported sheet, already trimmed and not empty."""
        raise NotImplementedError

    def to_text(self, value: Any, words: Words) -> str:
        """The value as people read it; an import reads it back."""
        raise NotImplementedError

    def domain(self) -> Domain:
        """Which values it can hold, for judging whether the cases of a decision table are complete."""
        return ANY_VALUE

    def to_cell(self, value: Any, words: Words) -> Cell:
        """The value in a spreadsheet. What is read back from there goes through `from_text`."""
        return self.to_text(value, words)

    @property
    def cell_format(self) -> str:
        """How a spreadsheet shows its cells."""
        return TEXT_FORMAT

    @property
    def measured_in(self) -> str | None:
        """The unit, which stands at the head of its column."""
        return None

    def to_print(self, value: Any, words: Words) -> Printed:
        """The value on paper."""
        unit = f" {self.measured_in}" if self.measured_in else ""
        return Printed(f"{self.to_text(value, words).removesuffix(unit)}{unit}")

    def fit(self, value: Any) -> Any:
        """A computed value as this field keeps it: rounded to its decimals, cut to its precision."""
        return value

    def column_parts(self) -> Mapping[str, Any]:
        """The SQLAlchemy types of its columns by part, where its value is a mapping kept in more than one."""
        return {}

    def people(self, value: Any) -> Sequence[str]:
        """The ids of people a value names beside what it is."""
        del value
        return ()

    def files(self, value: Any) -> Sequence[Mapping[str, Any]]:
        """The files a value holds, by "hash"."""
        del value
        return ()

    def beyond(self, value: Any, reading: Reading) -> None:
        """Notes where a value lies outside the bounds set in the definition. Asked on submission only."""

    def describe(self, trees: Trees) -> dict[str, object]:
        """The kind's own options, for the page; `trees` are its expressions by their place in the definition."""
        del trees
        return {}


def conditions(kind: FieldKind, *keys: str) -> Iterable[Asked]:
    """The keys among these that are written as an expression rather than as true or false."""
    for key in keys:
        text = getattr(kind, key)
        if isinstance(text, str):
            yield Asked((key,), text, BOOLEAN)
