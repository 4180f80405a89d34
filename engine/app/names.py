"""Every name the forms of an app bring into expressions, with its type: the one place where scopes begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.app.salvage import AnyNames, lost_fields, sound_fields
from engine.app.written import Written
from engine.forms.field_kind import FieldKind
from engine.forms.options import ROLES, Option, Options
from engine.lang.domains import ANY_VALUE, Domain
from engine.lang.expressions import (
    BOOLEAN,
    DEPARTMENT,
    DIRECTORY,
    MOMENT,
    PERSON,
    TEXT,
    ChoiceType,
    ListType,
    RecordType,
    Type,
)
from engine.lang.expressions.types import DIRECTORY_FIELDS, UNKNOWN
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


OF_PERSONS: Types = {
    "id": TEXT,
    "name": TEXT,
    "login": TEXT,
    "organisation": TEXT,
    "department": RecordType(DEPARTMENT),
    "roles": ListType(TEXT),
}
"""What every person has."""


class Names:
    """The fields of every form by name and type.

    What is wrong itself (a broken form, a link to nowhere, a missing option set) has the type UNKNOWN, which goes with
    everything: it was reported where it stands, and nothing that uses it is reported too.
    """

    def __init__(self, written: Written) -> None:
        definition = written.app.definition if written.app else None
        self.sets: Mapping[str, Options] = definition.options if definition else {}
        self.offered: Mapping[str, Options] = {**self.sets, **_roles(written)}
        """What fields may offer by name: the option sets, and the roles."""
        self._forms = frozenset(written.known("forms"))
        self._written = written
        broken = {
            form_id: source
            for form_id, source in written.broken.get("forms", {}).items()
            if form_id not in written.forms
        }
        self.kinds: dict[str, Mapping[str, FieldKind]] = {
            **{form_id: self._filled(sound_fields(source)) for form_id, source in broken.items()},
            **{form_id: self._filled(document.definition.kinds) for form_id, document in written.forms.items()},
        }
        self.lots = _lots(written)
        self._types: dict[str, Types] = {form_id: self._of(form_id, kinds) for form_id, kinds in self.kinds.items()}
        for form_id, source in broken.items():
            self._types[form_id] = self._of_broken(form_id, source)
        organisations = definition.organisations if definition else None
        self._types[DEPARTMENT] = DIRECTORY_FIELDS[DEPARTMENT]
        self._types[PERSON] = {**OF_PERSONS, "organisation": self._organisation(organisations)}

    def of(self, form_id: str) -> Types:
        """The names of a record of the form (or of the directory); KeyError where there is no such form."""
        return self._types[form_id]

    def has(self, form_id: str) -> bool:
        return form_id in self._forms

    def columns(self, form_id: str, table: str) -> Types:
        """The names of a row of a table; KeyError where there is none."""
        kinds = self.kinds[form_id][table].columns
        if not kinds:
            raise KeyError(table)
        return {"id": TEXT, **self._typed(kinds)}

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

    def domain(self, form_id: str, path: tuple[str, ...]) -> Domain:
        """Which values the field at the end of a path can hold; empty where a link on the way may be."""
        kinds = [self.kind_at(form_id, path[: length + 1]) for length in range(len(path))]
        if any(kind is None for kind in kinds):
            return ANY_VALUE
        domains = [kind.domain() for kind in kinds if kind is not None]
        return replace(domains[-1], filled=all(domain.filled for domain in domains))

    def _of(self, form_id: str, kinds: Mapping[str, FieldKind]) -> dict[str, Type]:
        return {**self._typed(kinds), **OF_EVERY_RECORD, **(OF_LOTS if form_id in self.lots else {})}

    def _of_broken(self, form_id: str, source: Source) -> Types:
        found = {**dict.fromkeys(lost_fields(source), UNKNOWN), **self._of(form_id, self.kinds[form_id])}
        return AnyNames(found) if source.torn or not self.kinds[form_id] else found

    def _filled(self, kinds: Mapping[str, FieldKind]) -> Mapping[str, FieldKind]:
        return {name: self._with_options(kind) for name, kind in kinds.items()}

    def _with_options(self, kind: FieldKind) -> FieldKind:
        try:
            return kind.with_options(self.offered)
        except KeyError:
            return kind

    def _typed(self, kinds: Mapping[str, FieldKind]) -> dict[str, Type]:
        found = {name: self._known(kind.expression_type()) for name, kind in kinds.items()}
        return {name: type_ for name, type_ in found.items() if type_ is not None}

    def _known(self, type_: Type | None) -> Type | None:
        if isinstance(type_, RecordType) and type_.form not in self._forms | DIRECTORY:
            return UNKNOWN
        return type_

    def _organisation(self, form_id: str | None) -> Type:
        """A person's organisation: a record where the app says of which form, else its id."""
        if self._written.app is None:
            return UNKNOWN
        return (self._known(RecordType(form_id)) or UNKNOWN) if form_id else TEXT


def _roles(written: Written) -> Mapping[str, Options]:
    """The roles as options; nothing where roles.yaml is broken: that was reported."""
    if written.is_broken("roles"):
        return {}
    roles = written.roles.definition.roles if written.roles else {}
    return {ROLES: {role_id: Option(title=role.title) for role_id, role in roles.items()}}


def _lots(written: Written) -> frozenset[str]:
    """The forms trace.yaml declares as lots; where it is broken or names one there is not, any form may be one."""
    known = frozenset(written.known("forms"))
    lots = frozenset(written.trace.definition.lots) if written.trace else frozenset()
    return known if written.is_broken("trace") or not lots <= known else lots
