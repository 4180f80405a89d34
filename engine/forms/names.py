"""The names that expressions over a record of a form may use, and their types."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping

from engine.forms.definition import FormDefinition
from engine.forms.field_kind import FieldKind
from engine.forms.options import Option
from engine.lang.expressions import BOOLEAN, MOMENT, PERSON, TEXT, ChoiceType, RecordType, Type
from engine.lang.expressions.types import UNKNOWN

OptionSets = Mapping[str, Mapping[str, Option]]
Names = Mapping[str, Type]

STATES = ("draft", "submitted", "void")

OF_EVERY_RECORD: Names = {
    "number": TEXT,
    "state": ChoiceType(STATES),
    "created_at": MOMENT,
    "created_by": RecordType(PERSON),
    "changed_at": MOMENT,
    "changed_by": RecordType(PERSON),
    "submitted_at": MOMENT,
    "submitted_by": RecordType(PERSON),
}
OF_LOTS: Names = {"frozen": BOOLEAN}
LISTABLE = frozenset(OF_EVERY_RECORD) | frozenset(OF_LOTS)

_NO_FIELD = frozenset((*OF_EVERY_RECORD, *OF_LOTS, "id", "rev", "deleted_at", "this", "me", "null", "true", "false"))
_NO_COLUMN = frozenset(("id", "parent_id", "position", "source_row", "this", "me", "null", "true", "false"))


def names_of(definition: FormDefinition, sets: OptionSets, *, lot: bool = False) -> Names:
    """What a record of the form is asked for, from inside and through links. `lot`: its records can be frozen.

    Needs no other form, so that all forms can be compiled against the names of all.
    """
    system = {**OF_EVERY_RECORD, **OF_LOTS} if lot else OF_EVERY_RECORD
    return {**system, **types_of(definition.fields, sets)}


def types_of(fields: Mapping[str, FieldKind], sets: OptionSets) -> Names:
    found = {name: _type(field, sets) for name, field in fields.items()}
    return {name: type_ for name, type_ in found.items() if type_ is not None}


def _type(field: FieldKind, sets: OptionSets) -> Type | None:
    try:
        return field.with_options(sets).expression_type()
    except KeyError:
        return UNKNOWN


def reserved(names: Iterable[str], *, in_rows: bool = False) -> list[str]:
    """Those that cannot name a field: the engine's own names, and words the expression language cannot read."""
    own = _NO_COLUMN if in_rows else _NO_FIELD
    return [name for name in names if name in own or keyword.iskeyword(name)]
