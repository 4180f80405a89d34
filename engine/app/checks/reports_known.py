"""Roles open dashboards there are."""

from __future__ import annotations

from collections.abc import Iterator

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.lang.diagnostics import Diagnostic, Path, did_you_mean
from engine.lang.labels import Label

CODES = {"report-unknown": Label("没有这个看板", "There is no such dashboard")}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    del names
    if written.roles is None:
        return
    known = written.known("dashboards")
    for path, report, offset in _named(written):
        if report not in known:
            sentence = f"there is no dashboard '{report}'"
            way_out = did_you_mean(report, known)
            yield finding(
                written.roles.source, path, "report-unknown", sentence, way_out, offset=offset, length=len(report)
            )


def _named(written: Written) -> Iterator[tuple[Path, str, int]]:
    assert written.roles is not None
    for role_id, role in written.roles.definition.roles.items():
        for index, report in enumerate(role.reports):
            yield ("roles", role_id, "reports", index), report, 0
        for index, entry in enumerate(role.home):
            what, _, report = entry.partition(":")
            if what == "report":
                yield ("roles", role_id, "home", index), report, len("report:")
