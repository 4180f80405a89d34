"""`suyuan verify`: whether the trail is whole and the records are what it says."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from engine.cli.opening import open_storage, storage
from engine.cli.screen import Commands, progress_bar, say, shown_in
from engine.runtime.verify import Alteration, verify

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
    for one in verdict.alterations[:MOST_TOLD]:
        say(_told(one), style="red")
    if len(verdict.alterations) > MOST_TOLD:
        say(f"… and {len(verdict.alterations) - MOST_TOLD} more", style="red")
    checked = f"{verdict.events} events of {verdict.records} records; {verdict.compared} records compared with the last"
    say(f"{checked}: {'as written' if not verdict.alterations else 'NOT as written'}")
    return 1 if verdict.alterations else 0


def _told(one: Alteration) -> str:
    said = SAID[one.what].format(event=one.event, position=one.position)
    return f"{one.app} {one.form} {one.record_id}: {said}"
