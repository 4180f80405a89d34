"""The kinds of fields. A new kind is its file, its case file in tests/cases/fields/, and one line here."""

from __future__ import annotations

from importlib import import_module

from engine.forms.field_kind import FieldKind
from engine.forms.field_types.table import Table
from engine.lang.kinds import Kinds

FILES = (
    "text",
    "long_text",
    "rich_note",
    "number",
    "money",
    "yes_no",
    "choice",
    "choices",
    "tree_choice",
    "date",
    "time",
    "moment",
    "period",
    "link",
    "person",
    "table",
    "photo",
    "attachment",
    "scan_code",
    "rating",
    "tab",
    "section",
    "note",
    "department",
    "role",
    "serial_number",
    "lookup",
    "roll_up",
    "signature",
    "location",
)


def _kind(file: str) -> type[FieldKind]:
    """The class of a file: the one whose kind has the file's name."""
    names = vars(import_module(f"{__name__}.{file}")).values()
    classes = (each for each in names if isinstance(each, type) and issubclass(each, FieldKind))
    return next(each for each in classes if getattr(each, "kind", None) == file)


FIELD_KINDS: Kinds[FieldKind] = Kinds("field", [_kind(file) for file in FILES], named_by="kind")
COLUMN_KINDS: Kinds[FieldKind] = Kinds("column", [kind for kind in FIELD_KINDS if kind.in_rows], named_by="kind")

Table.model_rebuild(_types_namespace={"RowField": COLUMN_KINDS.union()})
