"""`suyuan play`: an app's scenarios, each against an empty database."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.cli.screen import console, said
from engine.cli.wrong import OptionWrong
from engine.lang.diagnostics import did_you_mean, render
from engine.reports.period import SITE_ZONE
from engine.runtime.engine import Engine, utc_now
from engine.runtime.scenario import Scenario, play_scenario, read_scenarios
from engine.runtime.steps.live import LiveStage


def add(commands: Any) -> None:
    parser = commands.add_parser("play", help="play the scenarios of an app and tell which do not go as written")
    parser.add_argument("folder", type=Path, help="the folder that holds app.yaml")
    parser.add_argument("scenario", nargs="*", help="play these only (default: all)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    failed = 0
    with TemporaryDirectory() as place:
        engine = Engine.open(f"sqlite:///{place}/play.db", Path(place) / "files")
        installed = engine.install_folder(options.folder)
        scenarios, findings = read_scenarios(installed.app.scenarios)
        if findings:
            return said(render(findings))
        for scenario in chosen(scenarios, options.scenario):
            finding = undone(engine, installed.app.id, scenario)
            failed += finding is not None
            outcome = "as written" if finding is None else f"not as written\n{finding}"
            console.print(f"{scenario.id}: {outcome}", markup=False, soft_wrap=True)
        engine.close()
    return 1 if failed else 0


def chosen(scenarios: dict[str, Scenario], names: list[str]) -> list[Scenario]:
    unknown = next((name for name in names if name not in scenarios), None)
    if unknown is not None:
        raise OptionWrong(
            " ".join(filter(None, (f"there is no scenario '{unknown}'.", did_you_mean(unknown, scenarios))))
        )
    return [scenario for name, scenario in scenarios.items() if not names or name in names]


class _Played(Exception):
    """Takes back everything a scenario stored, so that the next begins on an empty database."""

    def __init__(self, finding: str | None) -> None:
        self.finding = finding


def undone(engine: Engine, app_id: str, scenario: Scenario) -> str | None:
    """What does not go as written, if anything. Told from noon, so that the hour of playing changes nothing."""
    today = utc_now().astimezone(SITE_ZONE).date()
    now = datetime.combine(today, time(12), SITE_ZONE).astimezone(UTC)

    def command(connection: Any) -> None:
        stage = LiveStage(connection, engine.installed[app_id], SITE_ZONE, now)
        finding = play_scenario(scenario, stage, now)
        raise _Played(None if finding is None else render([finding]))

    try:
        engine.database.write_now(command)
    except _Played as played:
        return played.finding
    return None
