"""`suyuan jobs`: what was given up, and another try."""

from __future__ import annotations

import argparse

from engine.cli.opening import open_database, storage
from engine.cli.screen import Commands, said, say
from engine.runtime.jobs import retry_jobs
from engine.runtime.office import By
from engine.storage.jobs import FailedJob, failed_jobs


def add(commands: Commands) -> None:
    parser = commands.add_parser("jobs", help="jobs that failed, such as mail: list them, try them again")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    failed = verbs.add_parser("failed", help="what was given up, with the error")
    storage(failed)
    failed.set_defaults(run=_failed)
    again = verbs.add_parser("retry", help="give failed jobs another round of tries")
    storage(again)
    again.add_argument("job", nargs="*", help="ids from `suyuan jobs failed`")
    again.add_argument("--all", action="store_true", help="every failed job")
    again.set_defaults(run=_retry)


def _failed(options: argparse.Namespace) -> int:
    engine = open_database(options)
    given_up = engine.database.read_now(failed_jobs)
    engine.close()
    say("\n".join(map(_line, given_up)) or "no job has failed")
    return 0


def _retry(options: argparse.Namespace) -> int:
    if not options.job and not options.all:
        return said("which jobs?\n  name ids from `suyuan jobs failed`, or --all")
    engine = open_database(options)
    try:
        names = [one.id for one in engine.database.read_now(failed_jobs)] if options.all else options.job
        by = By(None, engine.clock())
        done = engine.database.write_now(lambda connection: retry_jobs(connection, names, by))
    finally:
        engine.close()
    say(f"{done} of {len(names)} jobs wait for another try")
    return 0 if done == len(names) else 1


def _line(one: FailedJob) -> str:
    when = one.enqueued_at.strftime("%Y-%m-%d %H:%M")
    return f"{one.id}  {when} UTC  {one.kind}  {one.key}  {one.tries} tries\n    {one.error}"
