"""A form as it is written: forms/<id>.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import pydantic
from annotated_types import Len
from pydantic import StringConstraints

from engine.forms.field_kind import FieldKind
from engine.forms.field_types import FIELD_KINDS
from engine.lang.labels import LabelText
from engine.lang.model import Definition, Many, Name

if TYPE_CHECKING:
    AnyField = FieldKind
else:
    AnyField = FIELD_KINDS.union()


class FormDefinition(Definition):
    """A form: its fields in the order of the page, how its records are numbered and named, and what a list shows."""

    form: Name
    """Its id, equal to the file's name."""
    title: LabelText
    fields: Annotated[dict[Name, AnyField], Len(1)]
    number: Annotated[str, StringConstraints(min_length=1, max_length=200, strict=True)] | None = None
    """The pattern of document numbers: `IQC-{date:%Y%m%d}-{seq:4}`."""
    name: Name | None = None
    """The field (or `number`) that names a record in links; left out: the number, else the first line of text."""
    list_columns: Annotated[Many[Name], Len(1)] | None = pydantic.Field(default=None, alias="list")
    """The columns of a list: fields, and `number`, `state`, `created_at`, `submitted_at` and the like."""
    key: Annotated[Many[Name], Len(1)] | None = None
    """The fields that together tell one record from all others."""
    code_field: Name | None = None
    """The field that holds the code on the label; left out: the field that names the record."""
    was: Name | None = None
    """The name the form had before."""

    @property
    def kinds(self) -> Mapping[str, FieldKind]:
        """The fields by name."""
        return self.fields
