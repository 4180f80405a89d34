"""`suyuan app remove` and `suyuan app return`: an app out of sight, and back."""

from __future__ import annotations

import argparse

from engine.cli.opening import open_database, storage
from engine.cli.screen import Commands, console, say
from engine.runtime.office import By
from engine.runtime.removal import Removal, bring_back, plan_removal, remove


def add(verbs: Commands) -> None:
    away = verbs.add_parser("remove", help="take an app out of sight; its data stays, and it can come back")
    storage(away)
    away.add_argument("app")
    away.add_argument("--plan", action="store_true", help="only say what it would do")
    away.add_argument("--yes", action="store_true", help="do not ask")
    away.set_defaults(run=_remove)
    back = verbs.add_parser("return", help="bring a removed app back into sight, with its data")
    storage(back)
    back.add_argument("app")
    back.set_defaults(run=_return)


def _remove(options: argparse.Namespace) -> int:
    engine = open_database(options)
    try:
        plan = engine.database.read_now(lambda connection: plan_removal(connection, options.app))
        say(_told(plan))
        if options.plan:
            return 1 if plan.running else 0
        if not (options.yes or plan.running or console.input("Remove it? [y/N] ").strip().lower() in {"y", "yes"}):
            say("nothing was changed")
            return 1
        by = By(None, engine.clock())
        engine.database.write_now(lambda connection: remove(connection, options.app, by))
    finally:
        engine.close()
    say(f"{options.app} is removed; `suyuan app return {options.app}` brings it back")
    return 0


def _return(options: argparse.Namespace) -> int:
    engine = open_database(options)
    try:
        by = By(None, engine.clock())
        version = engine.database.write_now(lambda connection: bring_back(connection, options.app, by))
    finally:
        engine.close()
    say(f"{options.app}, publication {version.version}, is back")
    return 0


def _told(plan: Removal) -> str:
    kept = ", ".join(f"{count} {form}" for form, count in plan.records.items() if count) or "no records"
    return (
        f"{plan.app}, publication {plan.version}{', removed already' if plan.removed else ''}\n"
        f"  stays   {kept}, the trail, every version\n"
        f"  hidden  for {plan.people} people\n"
        f"  running {plan.running} cases{': let them end first' if plan.running else ''}"
    )
