"""Whatever names a form names one there is: links, roles, flows, rules, the organisations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.forms.field_kind import FieldKind
from engine.lang.diagnostics import Diagnostic, Path, did_you_mean
from engine.lang.expressions import DIRECTORY
from engine.lang.labels import Label
from engine.lang.source import Source

CODES: Mapping[str, Label] = {}
"""It shares its code with the engines: `form-unknown`."""


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    for source, path, form, offset in _named(written):
        if names.has(form):
            continue
        way_out = did_you_mean(form, written.known("forms"))
        sentence = f"there is no form '{form}'"
        yield finding(source, path, "form-unknown", sentence, way_out, offset=offset, length=len(form))


def _named(written: Written) -> Iterator[tuple[Source, Path, str, int]]:
    """Source, path, form and where in the text at the path the form's name begins."""
    if written.app and written.app.definition.organisations:
        yield written.app.source, ("organisations",), written.app.definition.organisations, 0
    for form in written.forms.values():
        for path, target in _targets(form.definition.kinds, ("fields",)):
            yield form.source, path, target, 0
    for flow in written.flows.values():
        yield flow.source, ("for",), flow.definition.for_, 0
    for rule in written.rules.values():
        event = rule.definition.on
        written_out = ("on", *event.form_path)
        yield rule.source, written_out if written_out in rule.source.spans else ("on",), event.form, 0
    for table in written.tables.values():
        yield table.source, ("for",), table.definition.for_, 0
    if written.roles:
        yield from _in_roles(written)


def _targets(kinds: Mapping[str, FieldKind], path: Path) -> Iterator[tuple[Path, str]]:
    for name, kind in kinds.items():
        if kind.target is not None and kind.target not in DIRECTORY:
            yield (*path, name, "to"), kind.target
        if kind.live is not None and kind.live.source is not None:
            yield (*path, name, "from"), kind.live.source
        yield from _targets(kind.columns, (*path, name, "fields"))


def _in_roles(written: Written) -> Iterator[tuple[Source, Path, str, int]]:
    assert written.roles is not None
    source = written.roles.source
    for role_id, role in written.roles.definition.roles.items():
        for form in role.forms:
            yield source, ("roles", role_id, "forms", form), form, 0
        for index, entry in enumerate(role.home):
            what, _, form = entry.partition(":")
            if what in ("new", "list"):
                yield source, ("roles", role_id, "home", index), form, len(what) + 1
