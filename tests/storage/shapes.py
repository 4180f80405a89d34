"""Small forms for storage tests, with no more than what storage asks a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from engine.lang.columns import DateColumn, DecimalColumn, ListColumn, MomentColumn, TextColumn
from engine.lang.expressions.types import DATE, MOMENT, NUMBER, TEXT, ListType, RecordType, RowsType, Type
from engine.storage.records import Record
from engine.storage.tables import AppTables

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Field:
    id: str
    column: Any
    type: Type
    row_fields: tuple[Field, ...] = ()
    unique: bool = False
    column_parts: Mapping[str, Any] = field(default_factory=dict)

    def column_type(self) -> Any:
        return self.column

    def expression_type(self) -> Type:
        return self.type


@dataclass(frozen=True)
class Form:
    id: str
    fields: tuple[Field, ...]
    name: str
    key: tuple[str, ...] = ()
    list_columns: tuple[str, ...] = ()


def text(name: str) -> Field:
    return Field(name, TextColumn(), TEXT)


def number(name: str) -> Field:
    return Field(name, DecimalColumn(), NUMBER)


def link(name: str, to: str) -> Field:
    return Field(name, TextColumn(), RecordType(to))


READINGS = (text("characteristic"), number("measured"), link("instrument", "supplier"))
SUPPLIER = Form("supplier", (text("code"), text("title"), link("parent", "supplier")), "title", ("code",), ("title",))
LOT = Form("lot", (link("supplier", "supplier"), number("quantity"), Field("made", DateColumn(), DATE)), "number")
INSPECTION = Form(
    "inspection",
    (
        link("lot", "lot"),
        text("remark"),
        number("score"),
        Field("checked_at", MomentColumn(), MOMENT),
        Field("tags", ListColumn(), ListType(TEXT)),
        Field("readings", None, RowsType({field.id: field.type for field in READINGS}), READINGS),
    ),
    "number",
    list_columns=("number", "remark", "lot"),
)
TABLES = AppTables.compile("qa", (SUPPLIER, LOT, INSPECTION), {"lot"}, organisations="supplier")


def record(form: str, record_id: str, values: Mapping[str, object], **system: Any) -> Record:
    stamps = {"created_at": NOW, "created_by": "li", "changed_at": NOW, "changed_by": "li"}
    return Record(
        **{
            "id": record_id,
            "form": form,
            "rev": 1,
            "number": None,
            "state": "draft",
            "values": values,
            **stamps,
            **system,
        }
    )
