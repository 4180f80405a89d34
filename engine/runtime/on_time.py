"""A scheduled rule has come to its time: it looks at the records of its form, each in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Connection

from engine.lang.problems import NotFound, Refused
from engine.lang.records import RecordRef
from engine.rules.rule_set import Rule
from engine.rules.schedule import Schedule
from engine.runtime.allowed import place
from engine.runtime.cause import Cause
from engine.runtime.effects import carry_out_all
from engine.runtime.engine import Engine
from engine.runtime.timetables import plan_next
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage.jobs import Job
from engine.storage.records import Record, find_records, get_record
from engine.storage.timed import begun, note_timed, occasions_of

log = logging.getLogger(__name__)


class NotAllActed(Exception):
    """On some records the rule could not act; the others are done, and these are tried again."""


def come_to_time(engine: Engine, job: Job) -> None:
    """Do a rule's job: plan its next time, then act on every record whose time has come, on each only once.

    A rule that is gone, or has another schedule by now, has nothing to do.
    """
    app, rule_id = str(job.payload["app"]), str(job.payload["rule"])
    at = datetime.fromisoformat(str(job.payload["at"]))
    turn_here = engine.turn_of_system
    engine.database.read_now(engine.keep_up)
    if app not in engine.installed:
        return
    found = engine.database.write_now(lambda connection: _planned(turn_here(connection, app), rule_id, job))
    if found is None:
        return
    rule, schedule = found
    waiting = engine.database.read_now(
        lambda connection: tuple(_waiting(turn_here(connection, app), rule, schedule, at))
    )
    failed = 0
    for record_id, occasion in waiting:
        try:
            engine.database.write_now(partial(_act, engine, app, (rule, schedule), record_id, occasion))
        except Refused as refused:
            failed += 1
            log.warning("rule %s of %s could not act on %s: %s", rule_id, app, record_id, refused)
    if failed:
        raise NotAllActed(f"rule {rule_id} could not act on {failed} of {len(waiting)} records")


def _planned(turn: Turn, rule_id: str, job: Job) -> tuple[Rule, Schedule] | None:
    found = turn.app.rules.scheduled.get(rule_id)
    if found is None or found[1].text != job.payload["schedule"]:
        return None
    plan_next(turn.connection, turn.app, rule_id, found[1], turn.now, turn.zone)
    return found


def _waiting(turn: Turn, rule: Rule, schedule: Schedule, at: datetime) -> Iterator[tuple[str, str]]:
    """The records the rule has to look at, each with the occasion it will have acted on."""
    form = turn.tables.form(rule.on.form)
    records = find_records(turn.connection, form, *_conditions(turn, rule, schedule))
    since = begun(turn.connection, turn.app.id, rule.id, schedule.text) or at
    pairs = [(one.id, occasion) for one in records if (occasion := _occasion(turn, one, schedule, at, since))]
    done = occasions_of(turn.connection, turn.app.id, rule.id, [record_id for record_id, _ in pairs])
    yield from (pair for pair in pairs if pair not in done)


def _conditions(turn: Turn, rule: Rule, schedule: Schedule) -> Iterator[ColumnElement[bool]]:
    """What the database can tell already; the rest is asked of each record."""
    yield turn.tables.form(rule.on.form).table.c.state == "submitted"
    reached = schedule.awaiting.reached if schedule.awaiting else None
    for condition in (reached, rule.when if not rule.tables else None):
        if condition is not None and condition.untranslatable is None:
            yield condition.to_sql(place(turn, rule.on.form))


def _occasion(turn: Turn, record: Record, schedule: Schedule, at: datetime, since: datetime) -> str | None:
    """The time itself, or the day the record came to; None where that has not come, or had gone by before the rule
    was published: then only a date still ahead counts."""
    if schedule.awaiting is None:
        return at.isoformat()
    due = schedule.awaiting.due(Environment(turn, record.form, record))
    if due is None or due > turn.today:
        return None
    ahead = due + timedelta(days=-schedule.awaiting.days) >= turn.today
    return due.isoformat() if ahead or due >= since.astimezone(turn.zone).date() else None


def _act(
    engine: Engine, app: str, found: tuple[Rule, Schedule], record_id: str, occasion: str, connection: Connection
) -> None:
    """Look at one record as it stands now; what was found out of it before is not trusted."""
    turn, (rule, schedule) = engine.turn_of_system(connection, app), found
    try:
        record = get_record(turn.connection, turn.tables.form(rule.on.form), record_id, lock=True)
    except NotFound:
        return
    values = Environment(turn, record.form, record)
    reached = schedule.awaiting is None or schedule.awaiting.reached.holds(values)
    reaction = rule.react(values) if reached else None
    if reaction is None or not note_timed(turn.connection, turn.app.id, rule.id, record_id, occasion, turn.now):
        return
    cause = Cause(RecordRef(record.form, record.id), rule.on.verb)
    carry_out_all(reaction.effects, turn, cause.by(reaction))
