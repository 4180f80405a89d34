"""Every scenario of an app goes as written, on each database. A failure shows the step in its file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from engine.app.load import load
from engine.lang.diagnostics import Diagnostic, render
from engine.runtime.engine import SITE_ZONE, Engine
from engine.runtime.scenario import Scenario, play_scenario, read_scenarios
from engine.runtime.steps.live import LiveStage
from engine.runtime.turn import Installed

ROOT = Path(__file__).parents[2]
APPS = {"quality_trace": ROOT / "apps/quality_trace", "library": ROOT / "tests/apps/library"}
NOW = datetime(2026, 4, 1, 2, tzinfo=UTC)


class _Undone(Exception):
    """Ends a transaction without keeping anything."""

    def __init__(self, finding: Diagnostic | None) -> None:
        self.finding = finding


def played(engine: Engine, installed: Installed, scenario: Scenario) -> Diagnostic | None:
    def command(connection: Connection) -> None:
        raise _Undone(play_scenario(scenario, LiveStage(connection, installed, SITE_ZONE, NOW), NOW))

    with pytest.raises(_Undone) as undone:
        engine.database.write_now(command)
    return undone.value.finding


@pytest.mark.parametrize("app_id", APPS)
def test_every_scenario_goes_as_written(app_id: str, database_url: str, tmp_path: Path) -> None:
    loaded = load(APPS[app_id])
    assert loaded.app is not None, render(loaded.diagnostics)
    scenarios, findings = read_scenarios(loaded.app.scenarios)
    assert not findings, render(findings)
    engine = Engine.open(database_url, tmp_path / "files")
    try:
        installed = engine.install(loaded.app)
        failed = [found for one in scenarios.values() if (found := played(engine, installed, one)) is not None]
    finally:
        engine.close()
    assert not failed, "\n" + render(failed)


@pytest.mark.parametrize("app_id", APPS)
def test_the_app_has_no_findings(app_id: str) -> None:
    assert render(load(APPS[app_id]).diagnostics) == ""
