"""The definitions of an app as they are written: each file validated, none of them compared with another yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from engine.access.definition import RolesDefinition
from engine.app.definition import AppDefinition
from engine.app.files import TEMPLATES, part_of
from engine.calendar.definition import CalendarDefinition
from engine.flows.definition import FlowDefinition
from engine.forms.definition import FormDefinition
from engine.lang.diagnostics import Diagnostic, Place, did_you_mean
from engine.lang.model import Definition
from engine.lang.source import Source, parse
from engine.lang.templates import Template, TemplateWrong
from engine.lang.validation import validate
from engine.reports.definition import REPORT_FILES, DashboardDefinition, DatasetDefinition
from engine.rules.definition import RuleDefinition
from engine.rules.tables.definition import TableDefinition
from engine.trace.definition import TraceDefinition

_SEEMS_MISSING = ("key-missing", "kind-missing", "value-empty", "file-empty")
"""What is not said of a file whose end could not be read."""

D = TypeVar("D", bound=Definition)


@dataclass(frozen=True)
class Document(Generic[D]):
    """A definition and the file it stands in."""

    source: Source
    definition: D


@dataclass(frozen=True)
class Written:
    """All definitions of an app that are valid in themselves, by id.

    `broken` holds the sources of those that are not, by part and id (and of those whose file is called otherwise, by
    the file's name), so that what refers to them is not reported too.
    """

    app: Document[AppDefinition] | None = None
    roles: Document[RolesDefinition] | None = None
    trace: Document[TraceDefinition] | None = None
    calendar: Document[CalendarDefinition] | None = None
    forms: Mapping[str, Document[FormDefinition]] = field(default_factory=dict)
    flows: Mapping[str, Document[FlowDefinition]] = field(default_factory=dict)
    rules: Mapping[str, Document[RuleDefinition]] = field(default_factory=dict)
    tables: Mapping[str, Document[TableDefinition]] = field(default_factory=dict)
    datasets: Mapping[str, Document[DatasetDefinition]] = field(default_factory=dict)
    dashboards: Mapping[str, Document[DashboardDefinition]] = field(default_factory=dict)
    scenarios: Mapping[str, Source] = field(default_factory=dict)
    demo: Mapping[str, Source] = field(default_factory=dict)
    imports: Mapping[str, Source] = field(default_factory=dict)
    broken: Mapping[str, Mapping[str, Source]] = field(default_factory=dict)

    def known(self, part: str) -> tuple[str, ...]:
        """The ids there are in a part (`forms`, `flows` …), those of broken files included."""
        return (*getattr(self, part), *self.broken.get(part, ()))

    def is_broken(self, part: str) -> bool:
        return bool(self.broken.get(part))

    def documents(self) -> Iterator[Document[Any]]:
        """Every valid definition."""
        yield from (each for each in (self.app, self.roles, self.trace, self.calendar) if each is not None)
        for part in (self.forms, self.flows, self.rules, self.tables, self.datasets, self.dashboards):
            yield from part.values()


_SINGLE: Mapping[str, type[Definition]] = {
    "app": AppDefinition,
    "roles": RolesDefinition,
    "trace": TraceDefinition,
    "calendar": CalendarDefinition,
}
_FOLDERS: Mapping[str, tuple[str, type[Definition]]] = {
    "forms": ("form", FormDefinition),
    "flows": ("flow", FlowDefinition),
    "rules": ("rule", RuleDefinition),
    "tables": ("table", TableDefinition),
}
"""Part -> the key that holds the id, and the model. Decision tables stand among the rules."""


def read(files: Mapping[str, str]) -> tuple[Written, list[Diagnostic]]:
    """Parses and validates every file; what is wrong with one hides nothing in the others."""
    parts: dict[str, Any] = {"broken": {}}
    found: list[Diagnostic] = []
    for name, text in files.items():
        if part_of(name) == TEMPLATES:
            found.extend(_template(name, text))
            continue
        source = parse(text, name)
        found.extend(source.diagnostics)
        part = part_of(name)
        if part in ("scenarios", "demo", "imports"):
            if not source.diagnostics:
                parts.setdefault(part, {})[name] = source
        elif part in _SINGLE:
            document, findings = _document(_SINGLE[part], source)
            found.extend(findings)
            if document is None:
                parts["broken"].setdefault(part, {})[part] = source
            else:
                parts[part] = document
        else:
            found.extend(_add(parts, part, source))
    return Written(**parts), found


def _template(name: str, text: str) -> Iterator[Diagnostic]:
    try:
        Template.read(text)
    except TemplateWrong as wrong:
        line = next(iter(text.splitlines()[wrong.line - 1 : wrong.line]), "")
        yield Diagnostic(Place(name, wrong.line, 1, source_line=line), "template-wrong", wrong.sentence)


def _add(parts: dict[str, Any], part: str, source: Source) -> Iterable[Diagnostic]:
    """Puts a form, flow, rule or report to the others of its part."""
    if part == "reports":
        key = _report_key(source)
        if key is None:
            for each in REPORT_FILES:
                parts["broken"].setdefault(f"{each}s", {})[PurePosixPath(source.file).stem] = source
            yield from _no_report(source)
            return
        part, model = f"{key}s", REPORT_FILES[key]
    else:
        if part == "rules" and isinstance(source.value, Mapping) and "table" in source.value:
            part = "tables"
        key, model = _FOLDERS[part]
    document, findings = _document(model, source)
    yield from findings
    if document is None:
        for name in (_raw_id(source, key), PurePosixPath(source.file).stem):
            parts["broken"].setdefault(part, {})[name] = source
        return
    identity = getattr(document.definition, key)
    others = parts.setdefault(part, {})
    stem = PurePosixPath(source.file).stem
    if identity in others:
        first, second = (document, others[identity]) if stem == identity else (others[identity], document)
        sentence = f"there is already a {key} '{identity}', in {first.source.file}"
        yield Diagnostic(second.source.place((key,)), "name-twice", sentence, "give one of them another name")
        document = first
    elif stem != identity:
        parts["broken"].setdefault(part, {})[stem] = source
    others[identity] = document


def _document(model: type[D], source: Source) -> tuple[Document[D] | None, list[Diagnostic]]:
    """The document; none when the text or a value is wrong. Broken text is validated as far as it could be read."""
    if source.value is None and source.diagnostics:
        return None, []
    outcome = validate(model, source)
    if isinstance(outcome, list):
        return None, _sure(source, outcome) if source.torn else outcome
    return (None if source.diagnostics else Document(source, outcome)), []


def _sure(source: Source, findings: list[Diagnostic]) -> list[Diagnostic]:
    """What can be said of a file whose end could not be read: nothing behind the tear, nothing of what is missing."""
    tear = min(finding.place.line for finding in source.diagnostics)
    return [each for each in findings if each.code not in _SEEMS_MISSING and each.place.line < tear]


def _raw_id(source: Source, key: str) -> str:
    value = source.value
    named = value.get(key) if isinstance(value, Mapping) else None
    return named if isinstance(named, str) else PurePosixPath(source.file).stem


def _report_key(source: Source) -> str | None:
    """`dataset` or `dashboard`: the key that says which kind of report file this is."""
    value = source.value
    if not isinstance(value, Mapping):
        return None
    return next((key for key in REPORT_FILES if key in value), None)


def _no_report(source: Source) -> Iterable[Diagnostic]:
    value = source.value
    if not isinstance(value, Mapping) or not value:
        if not source.diagnostics:
            sentence = "a report file begins with 'dataset: …' or 'dashboard: …'"
            yield Diagnostic(source.place(()), "kind-missing", sentence)
        return
    first = str(next(iter(value)))
    sentence = f"'{first}' is no kind of report file"
    way_out = did_you_mean(first, REPORT_FILES, otherwise="begin with 'dataset: …' or 'dashboard: …'")
    yield Diagnostic(source.place_of_key((first,)), "kind-unknown", sentence, way_out)
