"""`suyuan verify`: whether the trail is whole and the records are what it says."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from engine.cli.opening import open_storage, storage
from engine.cli.screen import Commands, progress_bar, say, shown_in
from engine.runtime.verify import Flaw, verify

SAID: Mapping[str, str] = {
    "event-altered": "event {event} (number {position} of its record) was altered, or one before it is missing",
    "record-altered": "the record is not what its last event, {event}, says",
    "record-gone": "the record is not there; its last event is {event}",
    "record-unknown": "the record is there, but no event says who made it",
}
MOST_TOLD = 20


def add(commands: Commands) -> None:
    parser = commands.add_parser("verify", help="check the trail, and the records against it; names what was altered")
    storage(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    database, _ = open_storage(options)
    with database, progress_bar() as progress:
        seen = shown_in(progress, "Events")
        verdict = database.read_now(lambda connection: verify(connection, seen))
    for flaw in verdict.flaws[:MOST_TOLD]:
        say(_told(flaw), style="red")
    if len(verdict.flaws) > MOST_TOLD:
        say(f"… and {len(verdict.flaws) - MOST_TOLD} more", style="red")
    checked = f"{verdict.events} events of {verdict.records} records; {verdict.compared} records compared with the last"
    say(f"{checked}: {'as written' if not verdict.flaws else 'NOT as written'}")
    return 1 if verdict.flaws else 0


def _told(flaw: Flaw) -> str:
    said = SAID[flaw.what].format(event=flaw.event, position=flaw.position)
    return f"{flaw.app} {flaw.form} {flaw.record_id}: {said}"
