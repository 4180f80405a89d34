"""A field compared with the one it continues: its kind, its limits, its options, whether it has to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.app.app import App
from engine.app.changes import Change, named
from engine.app.changes_of_values import Limited, OptionRemoved, OptionRenamed, Required, Retyped
from engine.app.descent import Descent
from engine.app.layout import History, key
from engine.app.places import Path, Place, titles_of
from engine.forms.field import Field

WORDS_ONLY = frozenset({"title", "help", "visible", "required", "read_only", "was", "value", "default", "options"})
"""What a definition may change without changing which values fit."""


def field_changes(app: App, place: Place, disk: str | None, continued: Descent, history: History) -> Iterator[Change]:
    """What changes for the values of a field; nothing for forms."""
    after = place.field
    if after is None or after.row_fields:
        return
    name = named(*titles_of(app, place.path))
    if disk is None:
        if after.required is True:
            yield Required(place.path, name, continued.get(place.path[:-1], ""))
        return
    last = history.last(disk)
    before = None if last is None else last.field
    if before is None:
        return
    if is_retyped(before, after, disk, continued, history):
        yield Retyped(place.path, name, disk, before, after)
    elif _limits(before) != _limits(after):
        yield Limited(place.path, name, disk, before, after)
    if before.kind == after.kind:
        yield from _options(place.path, name, disk, before, after, history)
    if after.required is True and before.required is not True:
        yield Required(place.path, name, disk)


def is_retyped(before: Field, after: Field, disk: str, continued: Descent, history: History) -> bool:
    """Another kind, another sort of column, or a link that leads elsewhere."""
    other = before.kind != after.kind or type(before.column_type()) is not type(after.column_type())
    return other or _leads(before, disk, history) != _target(after, continued)


def _leads(before: Field, disk: str, history: History) -> str | None:
    """The table of the form that a field links to, by the names of the last version that has the field."""
    if before.target_form is None or before.target_form.startswith("@"):
        return before.target_form
    publication, _ = next(history.names_of(disk))
    return publication.layout.get(before.target_form, "")


def _target(after: Field, continued: Descent) -> str | None:
    if after.target_form is None or after.target_form.startswith("@"):
        return after.target_form
    return continued.get((after.target_form,), f"new {after.target_form}")


def _limits(field: Field) -> Mapping[str, object]:
    return {name: value for name, value in field.definition.model_dump().items() if name not in WORDS_ONLY}


def _options(
    path: Path, name: str, disk: str, before: Field, after: Field, history: History
) -> Iterator[OptionRenamed | OptionRemoved]:
    renamed = renamed_options(disk, before, after, history)
    for old, new in renamed.items():
        yield OptionRenamed(path, name, disk, before, old, new)
    for old in before.options:
        if old not in after.options and old not in renamed:
            yield OptionRemoved(path, name, disk, before, old)


def renamed_options(disk: str, before: Field, after: Field, history: History) -> dict[str, str]:
    """Stored value -> option of the new version: declared by `was`, or known under that name in an earlier version."""
    gone = before.options.keys() - after.options.keys()
    renamed: dict[str, str] = {}
    for option, definition in after.options.items():
        if option in before.options:
            continue
        stored = (publication.layout.get(f"{key(path)}={option}") for publication, path in history.names_of(disk))
        candidates = [definition.was, *stored]
        old = next((each for each in candidates if each in gone and each not in renamed), None)
        if old is not None:
            renamed[old] = option
    return renamed
