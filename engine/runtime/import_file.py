"""An import from files: the mapping read and checked, the sheet read, the rows stored, and a report in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from engine.lang.diagnostics import Diagnostic, did_you_mean, render
from engine.lang.problems import NotFound
from engine.lang.source import Source, parse
from engine.lang.validation import validate
from engine.runtime.engine import Engine
from engine.runtime.import_check import check_mapping
from engine.runtime.import_mapping import ImportDefinition
from engine.runtime.import_rows import Imported, ImportRefused, Progress, WrongRow, import_rows, silent
from engine.runtime.import_sheet import Sheet, read_sheet
from engine.storage import people

LISTED = 50
"""Wrong rows that are written out; the others are counted."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an import. `good` when every row is there now."""

    imported: Imported | None
    wrong: tuple[WrongRow, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    source: str | None = None

    @property
    def good(self) -> bool:
        return self.imported is not None and not self.wrong

    def summary(self) -> str:
        lines = [render(self.findings)] if self.findings else []
        lines += [f"row {row.row}: {_told(row)}" for row in self.wrong[:LISTED]]
        if len(self.wrong) > LISTED:
            lines.append(f"… and {len(self.wrong) - LISTED} more rows · 另有 {len(self.wrong) - LISTED} 行")
        if self.imported is None:
            lines.append("Nothing was imported. 未导入任何数据。")
        else:
            stored, known = self.imported.stored, self.imported.known
            lines.append(f"{stored} stored, {known} already there. 新增 {stored} 条，已有 {known} 条。")
            lines += [f"Source · 来源：{self.source}"] if self.source else []
        return "\n".join(lines)


def import_file(
    engine: Engine,
    mapping: Path,
    file: Path,
    *,
    login: str,
    skip_wrong: bool = False,
    progress: Progress = silent,
) -> ImportReport:
    """Imports a CSV or .xlsx file in one transaction, with the rights of the person; NotFound where there is none."""
    source = parse(mapping.read_text("utf-8"), str(mapping))
    definition = validate(ImportDefinition, source) if not source.diagnostics else list(source.diagnostics)
    if not isinstance(definition, ImportDefinition):
        return ImportReport(None, findings=tuple(definition))
    sheet = read_sheet(file.read_bytes())
    findings = _findings(engine, definition, source, sheet)
    if findings:
        return ImportReport(None, findings=tuple(findings))
    app_id = _apps(engine, definition)[0]

    def command(connection: Connection) -> Imported:
        person = people.person_by_login(connection, login)
        if person is None:
            raise NotFound
        turn = engine.turn(connection, app_id, person)
        return import_rows(turn, definition, sheet.rows, skip_wrong=skip_wrong, progress=progress)

    try:
        imported = engine.database.write_now(command)
    except ImportRefused as refused:
        return ImportReport(None, refused.wrong)
    return ImportReport(imported, imported.wrong, source=definition.source)


def _apps(engine: Engine, mapping: ImportDefinition) -> list[str]:
    """The apps the mapping may mean: the one it names, else those that have its form."""
    if mapping.app is not None:
        return [mapping.app] if mapping.app in engine.installed else []
    return [app_id for app_id, installed in engine.installed.items() if mapping.form in installed.app.forms]


def _findings(engine: Engine, mapping: ImportDefinition, source: Source, sheet: Sheet) -> Sequence[Diagnostic]:
    apps = _apps(engine, mapping)
    if len(apps) == 1:
        return check_mapping(mapping, source, engine.installed[apps[0]].app.forms, sheet.headers)
    if mapping.app is not None:
        way_out = did_you_mean(mapping.app, engine.installed)
        return [Diagnostic(source.place(("app",)), "app-unknown", f"there is no app '{mapping.app}'", way_out)]
    how_many = "no app has" if not apps else "more than one app has"
    sentence = f"{how_many} a form '{mapping.form}'"
    return [Diagnostic(source.place(("form",)), "form-unknown", sentence, "name the app: 'app: …'")]


def _told(row: WrongRow) -> str:
    problems = [("/".join(map(str, one.path)), one.message()) for one in row.problems]
    return "; ".join(f"{where}: {message.en} {message.zh}" for where, message in problems)
