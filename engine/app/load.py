"""Load: read, parse, validate, check and compile an app, with every finding at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.app.app import App
from engine.app.checks import check
from engine.app.compile import Compiled, compile_parts
from engine.app.files import read_folder
from engine.app.names import Names
from engine.app.written import Written, read
from engine.lang.diagnostics import Diagnostic, broken, in_order
from engine.rules.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Loaded:
    """The app, none when anything in it is wrong, and all findings in the order of files and lines."""

    app: App | None
    diagnostics: tuple[Diagnostic, ...]


def load(folder: Path) -> Loaded:
    """The app whose definition files stand in this folder. Raises OSError where there is no folder."""
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    found = read_folder(folder)
    return load_files(found.files, found.diagnostics)


def load_files(files: Mapping[str, str], findings: tuple[Diagnostic, ...] = ()) -> Loaded:
    """The app made of these texts (path inside the app -> text): a published version, or what a designer holds."""
    written, invalid = read(files)
    names = Names(written)
    compiled = compile_parts(written, names)
    every = tuple(in_order([*findings, *invalid, *check(written, names), *compiled.diagnostics]))
    return Loaded(None if broken(every) or written.app is None else _app(written, compiled, files), every)


def hash_of(files: Mapping[str, str]) -> str:
    """Names these texts: equal for equal texts under equal paths, on every machine."""
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        for part in (name.encode(), text.encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _app(written: Written, compiled: Compiled, files: Mapping[str, str]) -> App:
    assert written.app is not None
    definition = written.app.definition
    return App(
        id=definition.app,
        title=definition.title,
        version=definition.version,
        forms=compiled.forms,
        flows=compiled.flows,
        rules=RuleSet.of(compiled.rules),
        tables=compiled.tables,
        flow_actions=compiled.flow_actions,
        datasets=compiled.datasets,
        dashboards=compiled.dashboards,
        trace=compiled.trace,
        calendar=compiled.calendar,
        rights=compiled.rights,
        options=definition.options,
        organisations_form=definition.organisations,
        scenarios=written.scenarios,
        demo=written.demo,
        scopes=compiled.scopes,
        files=dict(files),
        hash=hash_of(files),
    )
