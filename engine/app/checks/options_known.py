"""Choice fields take their options from sets that app.yaml has, and every set there is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.forms.field_kind import FieldKind
from engine.lang.diagnostics import Diagnostic, Path, did_you_mean
from engine.lang.labels import Label

CODES = {
    "options-unknown": Label("app.yaml 中没有这个选项集", "app.yaml has no such option set"),
    "options-unused": Label("没有字段使用这个选项集", "No field uses this option set"),
}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    if written.app is None:
        return
    used: set[str] = set()
    for form in written.forms.values():
        for path, name in _sets(form.definition.kinds, ("fields",)):
            used.add(name)
            if name not in names.sets:
                way_out = did_you_mean(name, names.sets)
                yield finding(form.source, path, "options-unknown", f"app.yaml has no option set '{name}'", way_out)
    if written.is_broken("forms") or not used <= names.sets.keys():
        return
    for name in names.sets:
        if name not in used:
            place = written.app.source.place_of_key(("options", name))
            sentence = f"no field uses the option set '{name}'"
            yield Diagnostic(
                place, "options-unused", sentence, "remove it, or use it: 'options: " + name + "'", "warning"
            )


def _sets(kinds: Mapping[str, FieldKind], path: Path) -> Iterator[tuple[Path, str]]:
    for name, kind in kinds.items():
        options = getattr(kind, "options", None)
        if isinstance(options, str):
            yield (*path, name, "options"), options
        yield from _sets(kind.columns, (*path, name, "fields"))
