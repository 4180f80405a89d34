"""An app is published: planned, its tables brought into shape, and kept as a version, all in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from engine.app.app import App
from engine.app.changes import Line
from engine.app.compare import Comparison, compare
from engine.app.layout import History
from engine.lang.problems import Problem, Refused
from engine.runtime.history import history_of, installed_as
from engine.runtime.link_words import words_for
from engine.runtime.office import By, note
from engine.runtime.reshape import Reshaping
from engine.runtime.turn import Installed
from engine.storage.counting import Counted
from engine.storage.layouts import keep_layout
from engine.storage.migrate import lock, migrate
from engine.storage.versions import AppVersion, latest_version, publish_version, return_app


@dataclass(frozen=True)
class Plan:
    """What publishing an app would do, or has done. `version` is the number the publication gets."""

    app: str
    version: int
    lines: tuple[Line, ...]
    changed: bool = True
    """Whether it differs from what was published last."""

    @property
    def losses(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.weight == "loss")

    @property
    def blocked(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.weight == "blocked")

    def to_json(self) -> dict[str, object]:
        return {
            "app": self.app,
            "version": self.version,
            "changed": self.changed,
            "losses": len(self.losses),
            "blocked": len(self.blocked),
            "changes": [line.to_json() for line in self.lines],
        }


class PlanRefused(Refused):
    """Nothing was published: something would be lost and nobody has accepted it, or it cannot be done at all."""

    code = "plan-refused"

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__(*(_problem(line) for line in plan.blocked or plan.losses))


def _problem(line: Line) -> Problem:
    message = line.message()
    return Problem(line.place, f"plan-{line.weight}", {"line": f"{message.zh}|{message.en}"})


@dataclass(frozen=True)
class Publication:
    plan: Plan
    version: AppVersion
    installed: Installed


def plan_of(connection: Connection, app: App) -> Plan:
    """What publishing would do; changes nothing."""
    history = history_of(connection, app.id)
    return _plan(connection, app, history, compare(app, history))


def publish(
    connection: Connection, app: App, *, at: datetime, by: str | None = None, origin: str | None = None, accept: bool
) -> Publication:
    """Publish an app as its next version. PlanRefused when something would be lost, unless that is accepted."""
    lock(connection)
    history = history_of(connection, app.id)
    comparison = compare(app, history)
    plan = _plan(connection, app, history, comparison)
    if plan.blocked or (plan.losses and not accept):
        raise PlanRefused(plan)
    tables = Installed.of(app).tables
    if plan.changed:
        Reshaping(connection, tables, history, plan.version, words_for(connection, history)).run(comparison)
    migrate(connection, tables.metadata)
    if origin is not None:
        return_app(connection, app.id)
    version = publish_version(connection, app.id, app.files, app.hash, at=at, by=by, origin=origin)
    keep_layout(connection, app.id, version.version, tables.layout)
    if plan.changed:
        told = {"version": version.version, "hash": version.hash, "origin": origin, "losses": len(plan.losses)}
        note(connection, By(by, at), "app", app.id, "publish", told)
    return Publication(plan, version, installed_as(connection, app, version.version))


def _plan(connection: Connection, app: App, history: History, comparison: Comparison) -> Plan:
    latest = latest_version(connection, app.id)
    if latest is not None and latest.hash == app.hash:
        return Plan(app.id, latest.version, (), changed=False)
    counted = Counted(connection, app.id, words_for(connection, history))
    lines = tuple(line for change in comparison.changes if (line := change.told(counted)) is not None)
    if latest is not None and history.app is None:
        lines = (Line("earlier-unreadable", "note", ()),)
    return Plan(app.id, latest.version + 1 if latest else 1, lines)
