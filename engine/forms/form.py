"""A form in use: what it accepts, how it completes a record, and what it still misses before submission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs

from engine.forms.computing import Computing
from engine.forms.entries import read_entries
from engine.forms.field import Field
from engine.forms.field_kind import FieldKind
from engine.forms.judging import is_empty, missing
from engine.forms.links import LinkMade, links_in
from engine.forms.locking import overwritten
from engine.forms.numbering import NumberPattern
from engine.forms.order import Step
from engine.forms.outline import Outline
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema, record_schema
from engine.forms.seen import Env, RecordSeen, Values
from engine.lang.labels import Label
from engine.lang.problems import Problem, Refused

__all__ = ["Env", "Field", "Form", "LinkMade", "Values"]


@dataclass(frozen=True, eq=False)
class Form:
    """Compiled once, used by all threads. `values` map field ids to values in memory: Decimal, date, aware datetime,
    the id of a linked record, a tuple of rows.
    """

    id: str
    title: Label
    fields: tuple[Field, ...]
    order: tuple[Step, ...]
    outline: Outline

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        return {field.id: field for field in self.fields}

    @cached_property
    def with_rows(self) -> tuple[Field, ...]:
        """Its tables."""
        return tuple(field for field in self.fields if field.row_fields)

    @cached_property
    def with_files(self) -> tuple[Field, ...]:
        """The fields that can hold files, in rows too."""
        return tuple(field for field in self.fields if field.holds_files)

    @cached_property
    def _kinds(self) -> Mapping[str, FieldKind]:
        return {field.id: field.definition for field in self.fields}

    def field(self, field_id: str) -> Field:
        """KeyError where there is none."""
        return self.by_id[field_id]

    @property
    def number(self) -> NumberPattern | None:
        return self.outline.number

    @property
    def name(self) -> str:
        """The field, or `number`, that names a record in links."""
        return self.outline.name

    @property
    def list_columns(self) -> tuple[str, ...]:
        return self.outline.list_columns

    @property
    def key(self) -> tuple[str, ...]:
        return self.outline.key

    @property
    def was(self) -> str | None:
        """The name it had before."""
        return self.outline.was

    @property
    def code_field(self) -> str | None:
        return self.outline.code_field

    @cached_property
    def schema(self) -> JsonSchema:
        """JSON Schema 2020-12 of the values a client may send. What it leaves out stays as it is; null clears."""
        sendable = (field for field in self.fields if field.definition.entered)
        return record_schema(self.title.en, {field.id: field.json_schema() for field in sendable})

    @cached_property
    def _validator(self) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator(self.schema, retriever=_no_reference)

    def accept(self, payload: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
        """The values in memory of what a client sent, only of the fields it sent; Refused with every problem at once.

        Empty rows at the end of a table are a person's next row, not yet begun: kept in a draft, dropped otherwise.
        """
        reading = Reading()
        if not isinstance(payload, Mapping):
            raise Refused(Problem((), "wrong-type", {"expected": "字段与值的对照|a mapping of fields and values"}))
        values = read_entries(self._kinds, payload, reading)
        if not reading.problems and not self._valid(payload):
            reading.refuse("not-by-schema")
        if reading.problems:
            raise Refused(*reading.problems)
        return values if draft else self._without_blank_rows(values)

    def complete(self, values: Values, env: Env, before: Values | None = None) -> dict[str, Any]:
        """Every stored field: rows copied, defaults for what is not there, computed values, hidden values cleared.

        `before`: the values as submitted, when a submitted record is changed; its snapshots stay.
        """
        return Computing(self.by_id, values, env, before).run(self.order)

    def missing(self, values: Values, env: Env, before: Values | None = None) -> list[Problem]:
        """All that stands in the way of submitting completed values."""
        return list(missing(self.fields, RecordSeen(self.by_id, values, env), before))

    @cached_property
    def signed(self) -> bool:
        """Whether it has a field for a signature."""
        return any(field.definition.signed for field in self.fields)

    @cached_property
    def counts(self) -> bool:
        """Whether a field of it, or a column, is given a number on submission."""
        return any(each.counted is not None for field in self.fields for each in (field, *field.row_fields))

    @cached_property
    def locks_by_condition(self) -> bool:
        """Whether `overwritten` can find anything."""
        return any(field.locks_by_condition for field in self.fields)

    def overwritten(self, before: RecordSeen, after: RecordSeen) -> list[Problem]:
        """Changes of what a condition makes read-only; a new record is compared with `blank`."""
        return list(overwritten(self.fields, before, after))

    def blank(self, env: Env) -> RecordSeen:
        """A record nobody has written in yet: its defaults, and what is computed from them."""
        return self.seen(self.complete({}, env), env)

    def seen(self, values: Values, env: Env) -> RecordSeen:
        """A record as expressions read it."""
        return RecordSeen(self.by_id, values, env)

    def links(self, values: Values) -> Iterator[LinkMade]:
        """Every link of a record, for whoever knows whether its target exists and may be linked."""
        return links_in(self.fields, values)

    def _valid(self, payload: Mapping[str, Any]) -> bool:
        try:
            return self._validator.is_valid(payload)
        except ValueError:
            return False

    def _without_blank_rows(self, values: dict[str, Any]) -> dict[str, Any]:
        return {name: _trimmed(self.by_id[name], value) for name, value in values.items()}


def _trimmed(field: Field, value: Any) -> Any:
    if not field.row_fields or field.source_path is not None or not value:
        return value
    end = len(value)
    while end and all(is_empty(value[end - 1].get(column.id)) for column in field.row_fields):
        end -= 1
    return value[:end]


def _no_reference(address: str) -> Any:
    raise ValueError(f"a form's schema refers to nothing, least of all to {address}")
