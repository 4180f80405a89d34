"""Telling people: notices in the app, sent by rules, read by whoever they are addressed to."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select, true

from engine.rules.effects import Notify, Recipient
from engine.runtime.allowed import outsider, sees_any
from engine.runtime.effects import carry_out, remember
from engine.runtime.ids import new_id
from engine.runtime.turn import Turn
from engine.storage import people
from engine.storage.jobs import Job, enqueue
from engine.storage.notices import Notice, notice, notices_for, send_notices

TELL = "tell"
"""The job that carries a notice out of the app, to those who have an address outside."""


@carry_out.register
def _notify(effect: Notify, turn: Turn) -> None:
    notices = [one for to in effect.to if (one := _notice(turn, effect, to)) is not None]
    send_notices(turn.connection, notices)
    for one in notices:
        remember(turn, "notify", effect.about, one.id)
        job = Job(new_id(), f"tell:{one.id}", TELL, {"notice": one.id})
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
    about = and_(notice.c.app == turn.app.id, _told(turn))
    return [
        {
            "id": one.id,
            "app": one.app,
            "message": one.message,
            "record": {"form": one.form, "id": one.record_id} if one.record_id else None,
            "sent_at": one.sent_at,
            "read": one.read,
        }
        for one in notices_for(turn.connection, turn.actor.id, pairs, about=about)
    ]


def is_told(turn: Turn, sent: Notice) -> bool:
    """Whether a notice is for this person, to be asked of each holder of the role it went to."""
    if sent.person_id == turn.actor.id:
        return True
    shown = select(notice.c.id).where(notice.c.id == sent.id, _told(turn))
    return sent.role in turn.actor.roles and turn.connection.execute(shown).first() is not None


def _told(turn: Turn) -> ColumnElement[bool]:
    """People of other organisations hear what their role is told only of records they may see."""
    if not outsider(turn):
        return true()
    shown = sees_any(turn, turn.app.forms, notice.c.form, notice.c.record_id)
    return or_(notice.c.person_id == turn.actor.id, notice.c.record_id.is_(None), shown)
