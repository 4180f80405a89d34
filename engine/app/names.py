"""Every name the forms of an app bring into expressions, with its type: the one place where scopes begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.app.written import Written
from engine.forms.field_kind import FieldKind
from engine.forms.options import Options
from engine.lang.expressions import BOOLEAN, MOMENT, PERSON, TEXT, ChoiceType, ListType, RecordType, Type
from engine.lang.expressions.types import UNKNOWN
from engine.lang.source import Source

Types = Mapping[str, Type]


STATES = ("draft", "submitted", "void")
OF_EVERY_RECORD: Types = {
    "id": TEXT,
    "number": TEXT,
    "state": ChoiceType(STATES),
    "created_at": MOMENT,
    "created_by": RecordType(PERSON),
    "changed_at": MOMENT,
    "changed_by": RecordType(PERSON),
    "submitted_at": MOMENT,
    "submitted_by": RecordType(PERSON),
}
"""What every record has beside its fields."""

OF_LOTS: Types = {"frozen": BOOLEAN}
"""What records of a form have that trace.yaml declares as lots."""


class Names:
    """The fields of every form by name and type. A form whose file is broken still knows its names, of unknown type."""

    def __init__(self, written: Written) -> None:
        definition = written.app.definition if written.app else None
        self.sets: Mapping[str, Options] = definition.options if definition else {}
        self.organisations = definition.organisations if definition else None
        self.lots = frozenset(written.trace.definition.lots) if written.trace else frozenset()
        self.kinds: dict[str, Mapping[str, FieldKind]] = {
            form_id: {name: self._filled(kind) for name, kind in document.definition.kinds.items()}
            for form_id, document in written.forms.items()
        }
        self._types: dict[str, Types] = {
            form_id: {**_types(kinds), **OF_EVERY_RECORD, **(OF_LOTS if form_id in self.lots else {})}
            for form_id, kinds in self.kinds.items()
        }
        for form_id, source in written.broken.get("forms", {}).items():
            fields = dict.fromkeys(_raw_fields(source), UNKNOWN)
            self._types.setdefault(form_id, {**fields, **OF_EVERY_RECORD, **OF_LOTS})
        self._types[PERSON] = self._person()

    def of(self, form_id: str) -> Types:
        """The names of a record of the form (or of `PERSON`); KeyError where there is no such form."""
        return self._types[form_id]

    def has(self, form_id: str) -> bool:
        return form_id in self._types

    def columns(self, form_id: str, table: str) -> Types:
        """The names of a row of a table; KeyError where there is none."""
        kinds = self.kinds[form_id][table].columns
        if not kinds:
            raise KeyError(table)
        return {"id": TEXT, **_types(kinds)}

    def kind_at(self, form_id: str, path: Iterable[str]) -> FieldKind | None:
        """The field at the end of a path through links; None where it leads to no field."""
        kinds: Mapping[str, FieldKind] = self.kinds.get(form_id, {})
        kind: FieldKind | None = None
        for step in path:
            kind = kinds.get(step)
            if kind is None:
                return None
            kinds = kind.columns or self.kinds.get(kind.target or "", {})
        return kind

    def _filled(self, kind: FieldKind) -> FieldKind:
        """The field with its option set put in; as it is where there is no such set, which a check reports."""
        try:
            return kind.with_options(self.sets)
        except KeyError:
            return kind

    def _person(self) -> Types:
        organisation: Type = RecordType(self.organisations) if self.organisations else TEXT
        return {
            "id": TEXT,
            "name": TEXT,
            "login": TEXT,
            "organisation": organisation,
            "department": TEXT,
            "roles": ListType(TEXT),
        }


def _types(kinds: Mapping[str, FieldKind]) -> Types:
    found = {name: _type(kind) for name, kind in kinds.items()}
    return {name: type_ for name, type_ in found.items() if type_ is not None}


def _type(kind: FieldKind) -> Type | None:
    """Unknown where the field's option set does not exist, which a check reports."""
    try:
        return kind.expression_type()
    except LookupError:
        return UNKNOWN


def _raw_fields(source: Source) -> Iterable[str]:
    fields = source.value.get("fields") if isinstance(source.value, Mapping) else None
    return fields if isinstance(fields, Mapping) else ()
