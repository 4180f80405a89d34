"""The types of the expression language, known at load: there is no implicit conversion between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Scalar:
    name: str


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """A text out of a closed set; comparing it with any other literal is a fault."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordType:
    """A link to a record of a form; its fields are read with a dot. Equal when the ids are equal."""

    form: str


@dataclass(frozen=True, slots=True)
class ListType:
    """Several plain values in one field, asked with `in`."""

    element: Type


@dataclass(frozen=True, slots=True)
class RowsType:
    """The rows of a sub-table, read by aggregates: `sum(lines, quantity * price)`."""

    fields: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class AliasType:
    """A name that stands for another path of the same record: a field that is looked up."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LiveType:
    """A name that no expression may read: it is worked out over other records whenever it is shown."""


Type: TypeAlias = Scalar | ChoiceType | RecordType | ListType | RowsType | AliasType | LiveType

BOOLEAN = Scalar("boolean")
NUMBER = Scalar("number")
TEXT = Scalar("text")
DATE = Scalar("date")
MOMENT = Scalar("moment")
NOTHING = Scalar("nothing")
"""The type of `null`; fits everywhere."""
UNKNOWN = Scalar("unknown")
"""Stands where a fault was already reported, so that one mistake is reported once."""

ORDERED = (NUMBER, TEXT, DATE, MOMENT)

PERSON = "@person"
"""The form name of people: `RecordType(PERSON)` is the type of `me`, `created_by` and person fields."""
DEPARTMENT = "@department"
"""The form name of departments: `RecordType(DEPARTMENT)` is the type of `me.department` and department fields."""
DECIDED = "@table."
"""Begins the form names of what decision tables decide, which no form can have."""
DIRECTORY = frozenset({PERSON, DEPARTMENT})
"""What every app has beside its forms, and everybody may read the names of."""

DIRECTORY_WORDS = {PERSON: "a person", DEPARTMENT: "a department"}
WORDS = {
    "boolean": "yes or no",
    "number": "a number",
    "text": "text",
    "date": "a date",
    "moment": "a moment",
    "nothing": "null",
    "unknown": "unknown",
}


def words(type_: Type) -> str:
    """The type as people say it, for sentences."""
    match type_:
        case Scalar(name):
            return WORDS[name]
        case ChoiceType(options):
            return "a choice of " + ", ".join(options[:6]) + (", …" if len(options) > 6 else "")
        case RecordType(form) if form.startswith(DECIDED):
            return f"what '{form.removeprefix(DECIDED)}' decides"
        case RecordType(form):
            return DIRECTORY_WORDS.get(form) or f"a {form} record"
        case ListType():
            return "a list"
        case RowsType():
            return "rows"
        case AliasType() | LiveType():
            return "a live value"


def tag(type_: Type) -> str:
    """The type in one word, as the page reads it."""
    match type_:
        case Scalar(name):
            return name
        case ChoiceType():
            return "text"
        case RecordType():
            return "record"
        case ListType():
            return "list"
        case RowsType() | AliasType() | LiveType():
            return "rows"


def common(left: Type, right: Type) -> Type | None:
    """The type of a value that may be either; None where the two do not go together."""
    if left in (NOTHING, UNKNOWN) or left == right:
        return right
    if right in (NOTHING, UNKNOWN):
        return left
    if isinstance(left, ChoiceType) and isinstance(right, ChoiceType):
        return ChoiceType((*left.options, *(each for each in right.options if each not in left.options)))
    if TEXT in (left, right) and (isinstance(left, ChoiceType) or isinstance(right, ChoiceType)):
        return TEXT
    return None


FieldTypes = Mapping[str, Type]


def _no_forms(form: str) -> FieldTypes:
    raise KeyError(form)


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression may use: `names` first, then `outer`. `forms` gives the fields behind a link.

    `grouped` is for report measures: aggregates count the rows of the group (`count(verdict == 'pass') / count()`),
    and names stand only inside aggregates.
    """

    names: FieldTypes
    forms: Callable[[str], FieldTypes] = _no_forms
    outer: Scope | None = None
    grouped: bool = False

    def find(self, name: str) -> Type | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None

    def all_names(self) -> tuple[str, ...]:
        return (*self.names, *(self.outer.all_names() if self.outer else ()))

    def fields_of(self, form: str) -> FieldTypes:
        """The fields of a linked record; people have theirs without any form."""
        try:
            fields = self.forms(form)
            return fields if "id" in fields else {"id": TEXT, **fields}
        except KeyError:
            return DIRECTORY_FIELDS.get(form) or {"id": TEXT}


DIRECTORY_FIELDS: Mapping[str, FieldTypes] = {
    PERSON: {"id": TEXT, "name": TEXT, "organisation": TEXT, "department": RecordType(DEPARTMENT)},
    DEPARTMENT: {
        "id": TEXT,
        "code": TEXT,
        "name": TEXT,
        "parent": RecordType(DEPARTMENT),
        "head": RecordType(PERSON),
        "within": ListType(TEXT),
    },
}
"""What is known of people and departments when the scope's forms do not say more (such as which form
organisations are)."""
