"""`suyuan app plan`, `publish`, `versions`, `rollback`: a changed app, and what becomes of what people entered."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from engine.app.load import load
from engine.cli.opening import open_database, storage
from engine.cli.plan_told import MARKS, told
from engine.cli.screen import console, said, say
from engine.lang.diagnostics import render
from engine.lang.source import parse
from engine.runtime.engine import Engine
from engine.runtime.publish import Plan, PlanRefused
from engine.runtime.rollback import planned_rollback, rollback
from engine.storage.versions import PUBLISHED, AppVersion, versions_of

T = TypeVar("T")


def add(verbs: Any) -> None:
    plan = verbs.add_parser("plan", help="what publishing an app folder would do to what people entered; does nothing")
    storage(plan)
    plan.add_argument("folder", type=Path)
    plan.set_defaults(run=_plan)

    publish = verbs.add_parser("publish", help="publish an app folder as the app's next version")
    storage(publish)
    publish.add_argument("folder", type=Path)
    consent(publish)
    publish.set_defaults(run=_publish)

    versions = verbs.add_parser("versions", help="every publication of an app, the newest first")
    storage(versions)
    versions.add_argument("app")
    versions.set_defaults(run=_versions)

    back = verbs.add_parser("rollback", help="publish an earlier version of an app again")
    storage(back)
    back.add_argument("app")
    back.add_argument("version", type=int, help="a number from `suyuan app versions`")
    back.add_argument("--plan", action="store_true", help="only say what it would do")
    consent(back)
    back.set_defaults(run=_rollback)


def consent(parser: argparse.ArgumentParser) -> None:
    """Give a command the argument `--yes`."""
    parser.add_argument("--yes", action="store_true", help="accept what the plan says is lost, without being asked")


def _plan(options: argparse.Namespace) -> int:
    loaded = load(options.folder)
    if loaded.app is None:
        return said(render(loaded.diagnostics))
    engine = open_database(options)
    try:
        plan = engine.plan(loaded.app)
    finally:
        engine.close()
    say(told(plan))
    return 1 if plan.blocked else 0


def _publish(options: argparse.Namespace) -> int:
    loaded = load(options.folder)
    if loaded.app is None:
        return said(render(loaded.diagnostics))
    app = loaded.app
    engine = open_database(options)
    try:
        plan = engine.plan(app)
        say(told(plan))
        version = agreed(options, lambda accept: _published(engine, app, accept), "published")
    finally:
        engine.close()
    if version is None:
        return 1
    say(line(version))
    return 0


def _published(engine: Engine, app: Any, accept: bool) -> AppVersion:
    return engine.publish(app, origin=PUBLISHED, accept=accept).version


def _versions(options: argparse.Namespace) -> int:
    engine = open_database(options)
    versions = engine.database.read_now(lambda connection: versions_of(connection, options.app))
    engine.close()
    if not versions:
        return said(f"no app '{options.app}' has been published in this database\n  `suyuan app list` names them")
    say("\n".join(map(line, versions)))
    return 0


def _rollback(options: argparse.Namespace) -> int:
    engine = open_database(options)
    try:
        say(told(planned_rollback(engine, options.app, options.version)))
        if options.plan:
            return 0
        version = agreed(options, lambda accept: _rolled_back(engine, options, accept), "rolled back")
    finally:
        engine.close()
    if version is None:
        return 1
    say(line(version))
    return 0


def _rolled_back(engine: Engine, options: argparse.Namespace, accept: bool) -> AppVersion:
    return rollback(engine, options.app, options.version, accept=accept).version


def agreed(options: argparse.Namespace, publish: Callable[[bool], T], done: str) -> T | None:
    """Publish; where something is lost, only when the operator accepts it. Nothing where it was not published."""
    try:
        return publish(options.yes)
    except PlanRefused as refused:
        if not refused.plan.blocked and sys.stdin.isatty() and _accepted():
            return publish(True)
        lines = "\n".join(f"{MARKS[each.weight]} {each.message().en}" for each in _reasons(refused.plan))
        way_out = "put this right first" if refused.plan.blocked else "accept it with --yes"
        say(f"{lines}\nnothing was {done}: {way_out}", style="red")
        return None


def _reasons(plan: Plan) -> tuple[Any, ...]:
    return plan.blocked or plan.losses


def _accepted() -> bool:
    return console.input("Publish all the same? [y/N] ").strip().lower() in ("y", "yes")


def line(version: AppVersion) -> str:
    written = parse(version.files["app.yaml"], "app.yaml").value
    number = written.get("version") if isinstance(written, dict) else None
    source = version.origin or "folder"
    when = version.published_at.strftime("%Y-%m-%d %H:%M")
    return f"{version.app} {number}: publication {version.version}, from {source}, {when} UTC, {version.hash[:12]}"
