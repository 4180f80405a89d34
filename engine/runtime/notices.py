"""Telling people: notices in the app, sent by rules, read by whoever they are addressed to."""

from __future__ import annotations

from engine.lang.records import RecordRef
from engine.rules.effects import Notify, Recipient
from engine.runtime.effects import carry_out
from engine.runtime.ids import new_id
from engine.runtime.turn import Turn
from engine.storage import people
from engine.storage.jobs import Job, enqueue
from engine.storage.notices import Notice, notices_for, send_notices

TELL = "tell"
"""The job that carries a notice out of the app, to those who have an address outside."""


@carry_out.register
def _notify(effect: Notify, turn: Turn, cause: RecordRef) -> None:
    del cause
    notices = [notice for to in effect.to if (notice := _notice(turn, effect, to)) is not None]
    send_notices(turn.connection, notices)
    for notice in notices:
        job = Job(new_id(), f"tell:{notice.id}", TELL, {"notice": notice.id})
        enqueue(turn.connection, job, at=turn.now)


def _notice(turn: Turn, effect: Notify, to: Recipient) -> Notice | None:
    person_id = None if to.kind == "role" else _person_id(turn, to)
    if to.kind != "role" and person_id is None:
        return None
    role = to.name if to.kind == "role" else None
    about = effect.about
    return Notice(new_id(), turn.app.id, person_id, role, effect.message, about.form, about.id, turn.now)


def _person_id(turn: Turn, to: Recipient) -> str | None:
    if to.kind == "id":
        return to.name
    person = people.person_by_login(turn.connection, to.name)
    return person.id if person is not None else None


def latest(turn: Turn) -> list[dict[str, object]]:
    """The newest notices of this person in one app."""
    pairs = [(turn.app.id, role) for role in sorted(turn.actor.roles)]
    return [
        {
            "id": notice.id,
            "app": notice.app,
            "message": notice.message,
            "record": {"form": notice.form, "id": notice.record_id} if notice.record_id else None,
            "sent_at": notice.sent_at,
            "read": notice.read,
        }
        for notice in notices_for(turn.connection, turn.actor.id, pairs)
        if notice.app == turn.app.id
    ]
