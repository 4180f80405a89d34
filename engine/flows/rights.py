"""What a node lets people do with the record's fields: hidden, read, edited, required; columns and rows of tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import StringConstraints

from engine.lang.model import Spelled

FieldPath = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}(\.[a-z][a-z0-9_]{0,47})?$", strict=True),
    Spelled("opinion, lines.checked"),
]
"""A field of the flow's form, or a column of a table in it."""


@dataclass(frozen=True, slots=True)
class FieldRights:
    """`edit`, `require` and `hide` name fields, or columns of a table as `table.column`; `rows` says which tables'
    rows may be added and deleted. Whatever is not hidden may be read."""

    edit: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    hide: frozenset[str] = frozenset()
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that may be written in whole or, being tables, in part."""
        named = (*self.edit, *self.require, *self.rows)
        return tuple(dict.fromkeys(name.partition(".")[0] for name in named))

    def whole(self, name: str) -> bool:
        """Whether all of a field may be written; a required one may."""
        return name in self.edit or name in self.require

    def columns(self, table: str) -> frozenset[str]:
        """The columns of a table that may be written, where not all of it may."""
        return frozenset(name.partition(".")[2] for name in self.edit if name.startswith(f"{table}."))

    def hidden_columns(self, table: str) -> frozenset[str]:
        return frozenset(name.partition(".")[2] for name in self.hide if name.startswith(f"{table}."))


NO_RIGHTS = FieldRights()
