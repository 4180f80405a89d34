"""What a form says of its records as a whole: how they are numbered, named, listed and told apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from engine.forms.definition import FormDefinition
from engine.forms.field_kind import FieldKind
from engine.forms.numbering import NumberPattern, PatternWrong, parse_pattern
from engine.lang.checker import Checker
from engine.lang.diagnostics import did_you_mean
from engine.lang.expressions import TEXT, ChoiceType
from engine.lang.flaws import Flaw
from engine.lang.problems import Path

NUMBER = "number"
LISTED = 5
"""How many fields a list shows when the form does not say which."""


@dataclass(frozen=True, slots=True)
class Outline:
    """`name` is a field or `number`; `list_columns` fields or names every record has."""

    number: NumberPattern | None
    name: str
    list_columns: tuple[str, ...]
    key: tuple[str, ...]
    code_field: str | None
    was: str | None = None
    """The name the form had before."""


def outline_of(definition: FormDefinition, checker: Checker) -> Outline:
    fields = definition.fields
    number = _number(definition, checker)
    name = _name(definition, checker)
    system = frozenset(checker.scope.names) - fields.keys()
    listed = frozenset(field for field, kind in fields.items() if kind.listed)
    stored = frozenset(field for field, kind in fields.items() if kind.column_type() is not None)
    columns = definition.list_columns or _proposed(definition, name, listed)
    _known(columns, system | listed, ("list",), "can be a column of the list", checker)
    _known(definition.key or (), stored, ("key",), "can be part of the key", checker)
    if definition.code_field is not None:
        _known((definition.code_field,), _naming(fields), ("code_field",), "holds a code", checker)
    code_field = definition.code_field or (name if name in fields else None)
    return Outline(number, name, columns, definition.key or (), code_field, definition.was)


def _number(definition: FormDefinition, checker: Checker) -> NumberPattern | None:
    if definition.number is None:
        return None
    try:
        pattern = parse_pattern(definition.number)
    except PatternWrong as wrong:
        checker.flaws.append(Flaw(("number",), "number-pattern", wrong.sentence, offset=wrong.offset))
        return None
    for part in pattern.fields:
        kind = definition.fields.get(part.text)
        type_ = checker.scope.names.get(part.text)
        if kind is None or not (type_ == TEXT or isinstance(type_, ChoiceType)):
            usable = [name for name in definition.fields if _writes(checker.scope.names.get(name))]
            sentence = f"'{part.text}' cannot be part of a number: only a text or a choice of this form can"
            flaw = Flaw(("number",), "number-pattern", sentence, did_you_mean(part.text, usable), part.offset)
            checker.flaws.append(flaw)
    return pattern


def _writes(type_: object) -> bool:
    return type_ == TEXT or isinstance(type_, ChoiceType)


def _naming(fields: Mapping[str, FieldKind]) -> frozenset[str]:
    return frozenset(name for name, kind in fields.items() if kind.named)


def _name(definition: FormDefinition, checker: Checker) -> str:
    if definition.name is not None:
        usable = _naming(definition.fields) | ({NUMBER} if definition.number else frozenset())
        _known((definition.name,), usable, ("name",), "names a record", checker)
        return definition.name
    if definition.number is not None:
        return NUMBER
    first = next((name for name, kind in definition.fields.items() if kind.named), None)
    if first is None:
        sentence = "nothing names a record of this form: it has neither a number nor a line of text"
        checker.flaw((), "name-missing", sentence, f"add 'number: {definition.form[:3].upper()}-{{seq:4}}'")
    return first or NUMBER


def _proposed(definition: FormDefinition, name: str, listed: Collection[str]) -> tuple[str, ...]:
    first = [NUMBER] if definition.number else []
    rest = [field for field in definition.fields if field in listed and field not in (name, *first)]
    return tuple(dict.fromkeys((*first, name, *rest[:LISTED])))


def _known(names: Collection[str], usable: Collection[str], path: Path, what: str, checker: Checker) -> None:
    """Each of these names must be one of the usable; a list is pointed into."""
    for place, name in enumerate(names):
        if name not in usable:
            here = path if path[0] in ("name", "code_field") else (*path, place)
            way_out = did_you_mean(name, sorted(usable))
            checker.flaw(here, "field-unknown", f"'{name}' is no field that {what}", way_out)
