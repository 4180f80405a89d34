"""Fields do not take the names every record has, nor words of the expression language."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping

from engine.app.names import OF_EVERY_RECORD, OF_LOTS, Names
from engine.app.written import Written
from engine.forms.field_kind import FieldKind
from engine.lang.diagnostics import Diagnostic, Path
from engine.lang.labels import Label

CODES = {"name-reserved": Label("这个名称由系统使用，请换一个", "This name is the engine's own; take another")}

OF_THE_LANGUAGE = frozenset({"true", "false", "null", *keyword.kwlist})
OF_RECORDS = frozenset({*OF_EVERY_RECORD, *OF_LOTS, "rev", "deleted_at", "me", "this"})
OF_ROWS = frozenset({"id", "parent_id", "position", "source_row", "me", "this"})


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    del names
    for form in written.forms.values():
        for path, taken in _fields(form.definition.kinds, ("fields",), OF_RECORDS):
            name = str(path[-1])
            if name in OF_THE_LANGUAGE or name in taken:
                whose = "expressions have" if name in OF_THE_LANGUAGE else "every record has"
                place = form.source.place_of_key(path)
                yield Diagnostic(place, "name-reserved", f"'{name}' is a word {whose} already", f"try '{name}_value'")


def _fields(kinds: Mapping[str, FieldKind], path: Path, taken: frozenset[str]) -> Iterator[tuple[Path, frozenset[str]]]:
    """Every field and column with the names it may not take."""
    for name, kind in kinds.items():
        yield (*path, name), taken
        yield from _fields(kind.columns, (*path, name, "fields"), OF_ROWS)
